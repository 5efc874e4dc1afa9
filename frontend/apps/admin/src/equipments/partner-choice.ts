import { Component, inject, input, model, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PartnerItem, PartnerStatus } from '@api/equipment/equipment.types';
import { Busy } from '@ui/buttons/busy';
import { PickerField, type PickerWords } from '@ui/field/picker-field';
import { type Choice, SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Announcer } from '@ui/messages/announcer';
import { countOf } from '@ui/words/count-of';
import { PartnerStore } from './partner-store';

export const PARTNER_FIELD = 'gestionnaire';
const FIELDS = { name: 'gestionnaire-nom', status: 'gestionnaire-statut' } as const;

const STATUSES: readonly (Choice & { value: PartnerStatus })[] = [
  { value: 'PUBLIC', label: 'Collectivité ou établissement public' },
  { value: 'ASSOCIATION', label: 'Association' },
  { value: 'COMPANY', label: 'Entreprise' },
  { value: 'OTHER', label: 'Autre' },
];
const STATUS_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  STATUSES.map(({ value, label }) => [value, label]),
);

const WORDS: PickerWords<PartnerItem> = {
  list: 'Gestionnaires trouvés',
  title: ({ name }) => name,
  details: ({ status, equipments }) => [
    STATUS_LABELS[status] ?? '',
    countOf(equipments, 'équipement dans votre Caf', 'équipements dans votre Caf'),
  ],
  chosen: ({ name }) => name,
  none: 'Aucun gestionnaire ne répond à ces mots.',
  count: (total) => countOf(total, 'gestionnaire trouvé', 'gestionnaires trouvés'),
};

/** The gestionnaire of a new equipment: found by typing, or registered on the spot. */
@Component({
  selector: 'app-partner-choice',
  imports: [MatButton, Busy, PickerField, SelectField, TextField],
  providers: [PartnerStore],
  template: `
    <ui-picker-field
      label="Gestionnaire"
      help="Tapez deux lettres au moins de son nom, puis choisissez dans la liste. S’il n’y est pas, enregistrez-le."
      [fieldId]="field"
      [words]="words"
      [found]="store.found()"
      [error]="error() ?? store.searchRefusal()"
      [(chosen)]="chosen"
      (typed)="typed.set($event); store.search($event)"
    />
    @if (adding()) {
      <fieldset>
        <legend>Nouveau gestionnaire</legend>
        <ui-text-field
          label="Nom du gestionnaire"
          [stacked]="true"
          [maxLength]="200"
          [fieldId]="fields.name"
          [error]="fault()"
          [(typed)]="name"
        />
        <ui-select-field
          label="Statut"
          [stacked]="true"
          [fieldId]="fields.status"
          [choices]="statuses"
          [(chosen)]="status"
        />
        <div class="buttons">
          <button matButton="text" type="button" (click)="leave()">Revenir à la recherche</button>
          <button matButton="outlined" type="button" [uiBusy]="busy()" (click)="register()">
            Enregistrer le gestionnaire
          </button>
        </div>
      </fieldset>
    } @else if (!chosen()) {
      <p>
        <button matButton="outlined" type="button" (click)="add()">Enregistrer un nouveau gestionnaire</button>
      </p>
    }
  `,
  styles: `
    :host {
      --field-rule: 0;
      display: grid;
      gap: var(--space-2);
    }
    fieldset {
      margin: 0;
      padding: var(--space-2) var(--space-4) var(--space-4);
      border: 1px solid var(--control-border);
      border-radius: var(--radius);
      min-inline-size: 0;
    }
    legend {
      padding-inline: var(--space-1);
      font-weight: 600;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      justify-content: flex-end;
    }
  `,
})
export class PartnerChoice {
  readonly error = input<string | null>(null);
  readonly chosen = model<PartnerItem | null>(null);

  protected readonly store = inject(PartnerStore);
  private readonly focus = inject(FocusSoon);
  private readonly announcer = inject(Announcer);
  private readonly picker = viewChild.required<PickerField<PartnerItem>>(PickerField);
  protected readonly field = PARTNER_FIELD;
  protected readonly fields = FIELDS;
  protected readonly statuses = STATUSES;
  protected readonly words = WORDS;

  protected readonly typed = signal('');
  protected readonly adding = signal(false);
  protected readonly busy = signal(false);
  protected readonly name = signal('');
  protected readonly status = signal<string>('ASSOCIATION');
  protected readonly fault = signal<string | null>(null);

  protected add(): void {
    this.name.set(this.typed().trim());
    this.fault.set(null);
    this.adding.set(true);
    this.focus.on(FIELDS.name);
  }

  protected leave(): void {
    this.adding.set(false);
    this.focus.on(PARTNER_FIELD);
  }

  protected async register(): Promise<void> {
    const name = this.name().trim();
    this.fault.set(name === '' ? 'Écrivez le nom du gestionnaire.' : null);
    if (name === '') {
      this.focus.on(FIELDS.name);
      return;
    }
    this.busy.set(true);
    try {
      const made = await this.store.register(name, this.status() as PartnerStatus);
      if (!made.ok) {
        this.fault.set(made.refusal.message);
        this.focus.on(FIELDS.name);
        return;
      }
      this.adding.set(false);
      this.picker().take(made.partner);
      this.announcer.say(`Le gestionnaire ${made.partner.name} est enregistré et choisi.`);
      this.focus.on(PARTNER_FIELD);
    } finally {
      this.busy.set(false);
    }
  }
}
