import { Component, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import type { PeopleFilters } from './people-filters';
import { STATUS_CHOICES } from './people-words';

/** Words found anywhere, and for people the state of the access. */
@Component({
  selector: 'app-people-search-form',
  imports: [MatButton, SelectField, TextField],
  template: `
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-text-field
        fieldId="recherche"
        kind="search"
        [label]="label()"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="search"
      />
      @if (withStatus()) {
        <ui-select-field fieldId="acces" label="Accès" [choices]="statuses" [stacked]="true" [(chosen)]="status" />
      }
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
        grid-template-columns: minmax(0, 2fr) minmax(8rem, auto) auto;
        max-inline-size: 60rem;
      }
    }
  `,
})
export class PeopleSearchForm {
  readonly filters = input.required<PeopleFilters>();
  readonly label = input.required<string>();
  readonly withStatus = input(false);
  readonly asked = output<PeopleFilters>();

  protected readonly statuses = STATUS_CHOICES;
  protected readonly search = linkedSignal(() => this.filters().search);
  protected readonly status = linkedSignal(() => this.filters().status);

  protected submit(): void {
    this.asked.emit({ search: this.search().trim(), status: this.status() });
  }
}
