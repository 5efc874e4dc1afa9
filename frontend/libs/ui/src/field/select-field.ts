import { Component, computed, input, model } from '@angular/core';
import { describedBy, FieldFrame } from '@ui/field/field-frame';

/** A choice among words; '' is « no choice ». */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A list one opens to choose: the browser's own, which every keyboard and screen reader knows. */
@Component({
  selector: 'ui-select-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame [stacked]="stacked()" [fieldId]="fieldId()" [label]="label()" [help]="help()" [error]="error()">
      <select
        #cell
        [id]="fieldId()"
        [name]="fieldId()"
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="described()"
        (change)="chosen.set(cell.value)"
      >
        @for (choice of choices(); track choice.value) {
          <option [value]="choice.value" [selected]="choice.value === chosen()">{{ choice.label }}</option>
        }
      </select>
    </ui-field-frame>
  `,
  styles: `
    @use 'control';
    :host {
      display: block;
    }
    select {
      @include control.typed;
      // A list is never « read-write » for the browser; it is not read-only for the person.
      &:read-only:not(:disabled) {
        background: var(--surface);
      }
    }
  `,
})
export class SelectField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly help = input('');
  readonly error = input<string | null>(null);
  readonly stacked = input(false);
  readonly chosen = model('');

  protected readonly described = computed(() => describedBy(this.fieldId(), { error: !!this.error() }));
}
