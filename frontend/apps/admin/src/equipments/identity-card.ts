import { Component, effect, inject, input } from '@angular/core';
import type { EquipmentView } from '@api/equipment/equipment.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { CARE_TYPES } from '@ui/equipment/equipment-words';
import { CardForm } from './card-form';
import { EquipmentCard } from './equipment-card';
import { EquipmentStore } from './equipment-store';
import { IdentityFields } from './identity-fields';
import { identityAsTyped, type IdentityDraft, identityField, readIdentity } from './identity-form';

@Component({
  selector: 'app-identity-card',
  imports: [FrenchDatePipe, EquipmentCard, IdentityFields],
  template: `
    @let place = equipment();
    <app-equipment-card
      heading="Identité"
      act="Modifier l’identité"
      save="Enregistrer l’identité"
      refused="L’identité n’est pas enregistrée"
      [form]="form"
      (started)="start()"
      (saved)="submit()"
    >
      <dl class="facts">
        <div>
          <dt>Gestionnaire</dt>
          <dd>{{ place.partner.name }}</dd>
        </div>
        <div>
          <dt>Type d’accueil</dt>
          <dd>{{ careTypes[place.careType] }}, {{ place.activityType }}</dd>
        </div>
        <div>
          <dt>Adresse</dt>
          <dd>{{ place.address }}<br />{{ place.postalCode }} {{ place.commune }} ({{ place.departmentCode }})</dd>
        </div>
        <div>
          <dt>IDEQU</dt>
          <dd>{{ place.idequ }}</dd>
        </div>
        <div>
          <dt>N° de dossier AFC</dt>
          <dd>{{ place.afcFileNumber }}</dd>
        </div>
        <div>
          <dt>Ouvert depuis le</dt>
          <dd>{{ place.openedOn | frDate }}</dd>
        </div>
      </dl>
      @if (form.draft()) {
        <app-identity-fields fields [form]="form" />
      }
    </app-equipment-card>
  `,
  styleUrl: './facts.scss',
})
export class IdentityCard {
  readonly equipment = input.required<EquipmentView>();
  private readonly store = inject(EquipmentStore);
  protected readonly form = new CardForm<IdentityDraft>('identite');
  protected readonly careTypes = CARE_TYPES;

  constructor() {
    effect(() => this.form.restore(this.equipment().id));
  }

  protected start(): void {
    this.form.open(identityAsTyped(this.equipment()), identityField('name'));
  }

  protected async submit(): Promise<void> {
    const draft = this.form.draft();
    if (draft === null) return;
    const read = readIdentity(draft);
    if (!read.ok) {
      this.form.refuse(read.errors);
      return;
    }
    await this.form.submit({
      send: () => this.store.act((api, target) => api.changeIdentity(target, read.value)),
      fieldOf: (path) => identityField(path.slice(1)),
      done: 'L’identité est enregistrée.',
    });
  }
}
