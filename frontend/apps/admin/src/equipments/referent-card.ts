import { Component, effect, inject, input } from '@angular/core';
import type { EquipmentView, Referent } from '@api/equipment/equipment.types';
import type { FieldError } from '@ui/errors/error-summary';
import { TextField } from '@ui/field/text-field';
import { CardForm } from './card-form';
import { EquipmentCard } from './equipment-card';
import { EquipmentStore } from './equipment-store';
import type { ReadForm } from './identity-form';

const field = (name: keyof Referent): string => `referent-${name}`;

/** « Référent Caf »: whom the partner finds on the equipment page. */
@Component({
  selector: 'app-referent-card',
  imports: [TextField, EquipmentCard],
  template: `
    <app-equipment-card
      heading="Référent Caf"
      save="Enregistrer le référent"
      refused="Le référent n’est pas enregistré"
      [act]="equipment().referent ? 'Changer le référent' : 'Désigner le référent'"
      [form]="form"
      (started)="start()"
      (saved)="submit()"
    >
      @if (equipment().referent; as referent) {
        <dl class="facts">
          <div>
            <dt>Nom</dt>
            <dd>{{ referent.name }}</dd>
          </div>
          <div>
            <dt>Adresse e-mail</dt>
            <dd>{{ referent.email }}</dd>
          </div>
          <div>
            <dt>Téléphone</dt>
            <dd>{{ referent.phone }}</dd>
          </div>
        </dl>
      } @else {
        <p>Aucun référent n’est désigné. Le partenaire lit sur sa page qu’il ne l’est pas encore.</p>
      }
      @if (form.draft(); as draft) {
        <div fields class="fields">
          <ui-text-field
            label="Nom"
            [stacked]="true"
            [maxLength]="200"
            [fieldId]="id('name')"
            [error]="form.errorOf(id('name'))"
            [typed]="draft.name"
            (typedChange)="form.set('name', $event)"
          />
          <ui-text-field
            label="Adresse e-mail"
            [stacked]="true"
            [maxLength]="254"
            [fieldId]="id('email')"
            [error]="form.errorOf(id('email'))"
            [typed]="draft.email"
            (typedChange)="form.set('email', $event)"
          />
          <ui-text-field
            label="Téléphone"
            [stacked]="true"
            [maxLength]="30"
            [fieldId]="id('phone')"
            [error]="form.errorOf(id('phone'))"
            [typed]="draft.phone"
            (typedChange)="form.set('phone', $event)"
          />
        </div>
      }
    </app-equipment-card>
  `,
  styleUrl: './facts.scss',
})
export class ReferentCard {
  readonly equipment = input.required<EquipmentView>();
  private readonly store = inject(EquipmentStore);
  protected readonly form = new CardForm<Referent>('referent');
  protected readonly id = field;

  constructor() {
    effect(() => this.form.restore(this.equipment().id));
  }

  protected start(): void {
    this.form.open(this.equipment().referent ?? { name: '', email: '', phone: '' }, field('name'));
  }

  protected async submit(): Promise<void> {
    const draft = this.form.draft();
    if (draft === null) return;
    const read = readReferent(draft);
    if (!read.ok) {
      this.form.refuse(read.errors);
      return;
    }
    await this.form.submit({
      send: () => this.store.act((api, target) => api.appointReferent(target, read.value)),
      fieldOf: (path) => `referent-${path.slice(1)}`,
      done: 'Le référent est enregistré. Le partenaire le lit sur la page de l’équipement.',
    });
  }
}

/** Reads the form: all three are shown to the partner. */
export function readReferent(draft: Referent): ReadForm<Referent> {
  const errors: FieldError[] = [];
  const [name, email, phone] = [draft.name.trim(), draft.email.trim(), draft.phone.trim()];
  if (name === '') errors.push({ fieldId: field('name'), message: 'Écrivez le nom du référent.' });
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    errors.push({ fieldId: field('email'), message: 'Écrivez une adresse e-mail complète, par exemple nom@caf.fr.' });
  }
  if (!/\d/.test(phone)) errors.push({ fieldId: field('phone'), message: 'Écrivez le numéro de téléphone.' });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: { name, email, phone } };
}
