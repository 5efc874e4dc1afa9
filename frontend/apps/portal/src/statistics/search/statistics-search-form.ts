import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import type { StatisticsFilters } from './statistics-filters';

/** The three criteria of the guide, which add up. */
@Component({
  selector: 'app-statistics-search-form',
  imports: [MatButton, SelectField, TextField],
  template: `
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-text-field
        fieldId="nom"
        label="Nom de l’équipement"
        kind="search"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="name"
      />
      <ui-text-field
        fieldId="commune"
        label="Commune"
        kind="search"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="commune"
      />
      <ui-select-field
        fieldId="exercice"
        label="Exercice"
        [choices]="choices()"
        [stacked]="true"
        [(chosen)]="exercise"
      />
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
        grid-template-columns: 1fr 1fr 9rem auto;
        max-inline-size: 68rem;
      }
    }
  `,
})
export class StatisticsSearchForm {
  readonly filters = input.required<StatisticsFilters>();
  /** Exercises of the person's equipments, newest first, and the one on screen. */
  readonly exercises = input.required<readonly number[]>();
  readonly shown = input.required<number | null>();
  readonly asked = output<StatisticsFilters>();

  protected readonly name = linkedSignal(() => this.filters().name);
  protected readonly commune = linkedSignal(() => this.filters().commune);
  protected readonly exercise = linkedSignal(() => this.filters().exercise || String(this.shown() ?? ''));
  protected readonly choices = computed(() => {
    const known = this.exercises();
    const asked = this.shown();
    const all = asked === null || known.includes(asked) ? known : [asked, ...known].toSorted((a, b) => b - a);
    return all.map((year) => ({ value: String(year), label: String(year) }));
  });

  protected submit(): void {
    this.asked.emit({ name: this.name().trim(), commune: this.commune().trim(), exercise: this.exercise() });
  }
}
