import { Component, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { type DeclarationFilters, exerciseError, STATUS_CHOICES, TYPE_CHOICES } from '@ui/search/declaration-filters';

/** The four criteria, which add up; an exercise that is no year is told before anything is asked. */
@Component({
  selector: 'ui-declaration-search-form',
  imports: [MatButton, SelectField, TextField],
  template: `
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-text-field
        fieldId="recherche"
        label="Équipement ou commune"
        kind="search"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="search"
      />
      <ui-text-field
        fieldId="exercice"
        label="Exercice"
        [numeric]="true"
        [maxLength]="4"
        [stacked]="true"
        [error]="error()"
        [(typed)]="exercise"
      />
      <ui-select-field fieldId="etat" label="État" [choices]="statuses" [stacked]="true" [(chosen)]="status" />
      <ui-select-field fieldId="type" label="Type" [choices]="types" [stacked]="true" [(chosen)]="type" />
      <button matButton="filled" type="submit">Rechercher</button>
    </form>
  `,
  styles: `
    @use 'breakpoints';
    form {
      --field-rule: 0;
      display: grid;
      gap: 0 var(--space-4);
      margin-block-end: var(--space-6);
    }
    button {
      align-self: end;
      margin-block-end: var(--space-3);
    }
    @include breakpoints.tablet-up {
      form {
        grid-template-columns: 1fr 1fr;
      }
    }
    @include breakpoints.two-columns {
      form {
        grid-template-columns: 2fr 7rem 1fr 1fr auto;
        max-inline-size: 72rem;
      }
    }
  `,
})
export class DeclarationSearchForm {
  readonly filters = input.required<DeclarationFilters>();
  readonly asked = output<DeclarationFilters>();

  protected readonly statuses = STATUS_CHOICES;
  protected readonly types = TYPE_CHOICES;
  protected readonly search = linkedSignal(() => this.filters().search);
  protected readonly exercise = linkedSignal(() => this.filters().exercise);
  protected readonly status = linkedSignal(() => this.filters().status);
  protected readonly type = linkedSignal(() => this.filters().type);
  protected readonly error = signal<string | null>(null);

  protected submit(): void {
    this.error.set(exerciseError(this.exercise()));
    if (this.error() !== null) {
      document.getElementById('exercice')?.focus();
      return;
    }
    this.asked.emit({
      search: this.search().trim(),
      exercise: this.exercise().trim(),
      status: this.status(),
      type: this.type(),
    });
  }
}
