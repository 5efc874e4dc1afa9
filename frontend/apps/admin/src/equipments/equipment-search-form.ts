import { Component, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { type EquipmentFilters, STATE_CHOICES } from './equipment-filters';

@Component({
  selector: 'app-equipment-search-form',
  imports: [MatButton, SelectField, TextField],
  template: `
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-text-field
        fieldId="recherche"
        label="Nom, commune, code postal, gestionnaire, IDEQU ou n° AFC"
        kind="search"
        [maxLength]="200"
        [stacked]="true"
        [(typed)]="search"
      />
      <ui-select-field fieldId="etat" label="État" [stacked]="true" [choices]="states" [(chosen)]="state" />
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
        grid-template-columns: minmax(0, 1fr) 10rem auto;
        max-inline-size: 60rem;
      }
    }
  `,
})
export class EquipmentSearchForm {
  readonly filters = input.required<EquipmentFilters>();
  readonly asked = output<EquipmentFilters>();

  protected readonly states = STATE_CHOICES;
  protected readonly search = linkedSignal(() => this.filters().search);
  protected readonly state = linkedSignal(() => this.filters().state);

  protected submit(): void {
    this.asked.emit({ search: this.search().trim(), state: this.state() });
  }
}
