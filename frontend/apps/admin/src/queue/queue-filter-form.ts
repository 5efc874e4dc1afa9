import { Component, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { exerciseError, TYPE_CHOICES } from '@ui/search/declaration-filters';
import { type QueueFilters, SORT_CHOICES } from './queue-filters';

/** Words, exercise, type and order of the queue. */
@Component({
  selector: 'app-queue-filter-form',
  imports: [MatButton, SelectField, TextField],
  template: `
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-text-field
        fieldId="recherche"
        label="Équipement, commune ou gestionnaire"
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
      <ui-select-field fieldId="type" label="Type" [choices]="types" [stacked]="true" [(chosen)]="type" />
      <ui-select-field fieldId="tri" label="Ordre" [choices]="sorts" [stacked]="true" [(chosen)]="sort" />
      <button matButton="filled" type="submit">Filtrer</button>
    </form>
  `,
  styles: `
    @use 'breakpoints';
    form {
      --field-rule: 0;
      display: grid;
      gap: 0 var(--space-4);
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
        grid-template-columns: 2fr 7rem 1fr 1.25fr auto;
        max-inline-size: 80rem;
      }
    }
  `,
})
export class QueueFilterForm {
  readonly filters = input.required<QueueFilters>();
  readonly asked = output<QueueFilters>();

  protected readonly types = TYPE_CHOICES;
  protected readonly sorts = SORT_CHOICES;
  protected readonly search = linkedSignal(() => this.filters().search);
  protected readonly exercise = linkedSignal(() => this.filters().exercise);
  protected readonly type = linkedSignal(() => this.filters().type);
  protected readonly sort = linkedSignal(() => this.filters().sort);
  protected readonly error = signal<string | null>(null);

  protected submit(): void {
    this.error.set(exerciseError(this.exercise()));
    if (this.error() !== null) {
      document.getElementById('exercice')?.focus();
      return;
    }
    this.asked.emit({
      part: this.filters().part,
      search: this.search().trim(),
      exercise: this.exercise().trim(),
      type: this.type(),
      sort: this.sort(),
    });
  }
}
