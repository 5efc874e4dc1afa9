import { Component, input } from '@angular/core';
import { DateField } from '@ui/field/date-field';
import { SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import type { CardForm } from './card-form';
import { CARE_TYPE_CHOICES, departmentOf, identityField, type IdentityDraft } from './identity-form';

/** The lines of an identity, where it is registered and where it is corrected. */
@Component({
  selector: 'app-identity-fields',
  imports: [DateField, SelectField, TextField],
  template: `
    @let form = this.form();
    @if (form.draft(); as draft) {
      <ui-text-field
        label="Nom"
        [stacked]="true"
        [maxLength]="200"
        [fieldId]="id('name')"
        [error]="form.errorOf(id('name'))"
        [typed]="draft.name"
        (typedChange)="form.set('name', $event)"
      />
      <ui-select-field
        label="Type d’accueil"
        [stacked]="true"
        [fieldId]="id('careType')"
        [choices]="careTypes"
        [error]="form.errorOf(id('careType'))"
        [chosen]="draft.careType"
        (chosenChange)="form.set('careType', $event)"
      />
      <ui-text-field
        label="Nature d’activité"
        help="Multi-accueil, micro-crèche, halte-garderie, crèche familiale…"
        [stacked]="true"
        [maxLength]="100"
        [fieldId]="id('activityType')"
        [error]="form.errorOf(id('activityType'))"
        [typed]="draft.activityType"
        (typedChange)="form.set('activityType', $event)"
      />
      <ui-text-field
        label="Adresse"
        class="wide"
        [stacked]="true"
        [maxLength]="300"
        [fieldId]="id('address')"
        [error]="form.errorOf(id('address'))"
        [typed]="draft.address"
        (typedChange)="form.set('address', $event)"
      />
      <ui-text-field
        label="Code postal"
        [stacked]="true"
        [numeric]="true"
        [maxLength]="5"
        [fieldId]="id('postalCode')"
        [error]="form.errorOf(id('postalCode'))"
        [typed]="draft.postalCode"
        (typedChange)="form.set('postalCode', $event)"
        (left)="proposeDepartment()"
      />
      <ui-text-field
        label="Commune"
        [stacked]="true"
        [maxLength]="100"
        [fieldId]="id('commune')"
        [error]="form.errorOf(id('commune'))"
        [typed]="draft.commune"
        (typedChange)="form.set('commune', $event)"
      />
      <ui-text-field
        label="Département (code)"
        [stacked]="true"
        [maxLength]="3"
        [fieldId]="id('departmentCode')"
        [error]="form.errorOf(id('departmentCode'))"
        [typed]="draft.departmentCode"
        (typedChange)="form.set('departmentCode', $event)"
      />
      <ui-text-field
        label="IDEQU"
        help="Numéro de l’équipement dans le système de la Caf, unique dans la Caf."
        [stacked]="true"
        [maxLength]="20"
        [fieldId]="id('idequ')"
        [error]="form.errorOf(id('idequ'))"
        [typed]="draft.idequ"
        (typedChange)="form.set('idequ', $event)"
      />
      <ui-text-field
        label="N° de dossier AFC"
        [stacked]="true"
        [maxLength]="20"
        [fieldId]="id('afcFileNumber')"
        [error]="form.errorOf(id('afcFileNumber'))"
        [typed]="draft.afcFileNumber"
        (typedChange)="form.set('afcFileNumber', $event)"
      />
      <ui-date-field
        label="Date d’ouverture"
        [stacked]="true"
        [fieldId]="id('openedOn')"
        [error]="form.errorOf(id('openedOn'))"
        [typed]="draft.openedOn"
        (typedChange)="form.set('openedOn', $event)"
      />
    }
  `,
  styles: `
    @use 'breakpoints';
    :host {
      --field-rule: 0;
      display: grid;
      gap: 0 var(--space-6);
    }
    @include breakpoints.tablet-up {
      :host {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }
  `,
})
export class IdentityFields {
  readonly form = input.required<CardForm<IdentityDraft>>();
  protected readonly id = identityField;
  protected readonly careTypes = CARE_TYPE_CHOICES;

  protected proposeDepartment(): void {
    const draft = this.form().draft();
    if (draft?.departmentCode === '') this.form().set('departmentCode', departmentOf(draft.postalCode.trim()));
  }
}
