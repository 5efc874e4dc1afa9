import { Component, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Choice, SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { SEVERITY_CHOICES, STEP_CHOICES, TYPE_CHOICES } from './reference-words';
import type { RuleFilters } from './rule-filters';

const all = (label: string, choices: readonly Choice[]): readonly Choice[] => [{ value: '', label }, ...choices];

@Component({
  selector: 'app-rules-filter-form',
  imports: [MatButton, SelectField, TextField],
  template: `
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-text-field
        fieldId="controle-mots"
        label="Code ou mots"
        kind="search"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="words"
      />
      <ui-select-field
        fieldId="controle-famille"
        label="Porte sur"
        [stacked]="true"
        [choices]="steps"
        [(chosen)]="step"
      />
      <ui-select-field fieldId="controle-type" label="Type" [stacked]="true" [choices]="types" [(chosen)]="type" />
      <ui-text-field
        fieldId="controle-exercice"
        label="Exercice"
        [numeric]="true"
        [maxLength]="4"
        [stacked]="true"
        [(typed)]="exercise"
      />
      <ui-select-field
        fieldId="controle-gravite"
        label="Gravité"
        [stacked]="true"
        [choices]="severities"
        [(chosen)]="severity"
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
      align-items: end;
      margin-block-end: var(--space-4);
    }
    button {
      margin-block-end: var(--space-3);
    }
    @include breakpoints.tablet-up {
      form {
        grid-template-columns: minmax(0, 1.4fr) 1.2fr 1fr 6rem 1.2fr auto;
      }
    }
  `,
})
export class RulesFilterForm {
  readonly filters = input.required<RuleFilters>();
  readonly asked = output<RuleFilters>();

  protected readonly steps = all('Tout', STEP_CHOICES);
  protected readonly types = all('Tous', TYPE_CHOICES);
  protected readonly severities = all('Toutes', SEVERITY_CHOICES);
  protected readonly words = linkedSignal(() => this.filters().words);
  protected readonly step = linkedSignal(() => this.filters().step);
  protected readonly type = linkedSignal(() => this.filters().type);
  protected readonly exercise = linkedSignal(() => this.filters().exercise);
  protected readonly severity = linkedSignal(() => this.filters().severity);

  protected submit(): void {
    this.asked.emit({
      words: this.words().trim(),
      step: this.step(),
      type: this.type(),
      exercise: this.exercise().trim(),
      severity: this.severity(),
    });
  }
}
