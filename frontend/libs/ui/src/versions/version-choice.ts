import { Component, computed, input, output } from '@angular/core';
import { SelectField } from '@ui/field/select-field';

interface VersionName {
  readonly number: number;
  readonly statusLabel: string;
}

/** Which two versions of three or more are compared. */
@Component({
  selector: 'ui-version-choice',
  imports: [SelectField],
  template: `
    <ui-select-field
      fieldId="version-avant"
      label="Version de départ"
      [stacked]="true"
      [choices]="choices()"
      [chosen]="'' + before()"
      (chosenChange)="chosen.emit({ before: +$event, after: after() })"
    />
    <ui-select-field
      fieldId="version-apres"
      label="Version comparée"
      [stacked]="true"
      [choices]="choices()"
      [chosen]="'' + after()"
      (chosenChange)="chosen.emit({ before: before(), after: +$event })"
    />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-6);
    }
    ui-select-field {
      flex: 1 1 14rem;
      max-inline-size: 24rem;
    }
  `,
})
export class VersionChoice {
  readonly versions = input.required<readonly VersionName[]>();
  readonly before = input.required<number>();
  readonly after = input.required<number>();
  readonly chosen = output<{ readonly before: number; readonly after: number }>();

  protected readonly choices = computed(() =>
    this.versions().map(({ number, statusLabel }) => ({
      value: String(number),
      label: `Version ${number} – ${statusLabel}`,
    })),
  );
}
