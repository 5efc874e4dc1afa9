import { Component, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TextField } from '@ui/field/text-field';
import type { EquipmentFilters } from './equipment-filters';

@Component({
  selector: 'app-equipment-search-form',
  imports: [MatButton, TextField],
  template: `
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-text-field fieldId="nom" label="Nom" kind="search" [maxLength]="100" [stacked]="true" [(typed)]="name" />
      <ui-text-field
        fieldId="commune"
        label="Commune"
        kind="search"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="commune"
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
        grid-template-columns: 1fr 1fr auto;
        max-inline-size: 60rem;
      }
    }
  `,
})
export class EquipmentSearchForm {
  readonly filters = input.required<EquipmentFilters>();
  readonly asked = output<EquipmentFilters>();

  protected readonly name = linkedSignal(() => this.filters().name);
  protected readonly commune = linkedSignal(() => this.filters().commune);

  protected submit(): void {
    this.asked.emit({ name: this.name().trim(), commune: this.commune().trim() });
  }
}
