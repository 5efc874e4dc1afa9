import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { EquipmentAuthorization, EquipmentView } from '@api/equipment/equipment.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { formatDay, parisDay } from '@ui/dates/french-date';
import { isInForce } from '@ui/equipment/equipment-words';
import type { FieldError } from '@ui/errors/error-summary';
import { DateField } from '@ui/field/date-field';
import { FigureField } from '@ui/field/figure-field';
import { TextAreaField } from '@ui/field/text-area-field';
import { TextField } from '@ui/field/text-field';
import { YesNoField } from '@ui/field/yes-no-field';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { FocusSoon } from '@ui/frame/focus-soon';
import { StatusChip, type Tone } from '@ui/status/status-chip';
import {
  authorizationAsTyped,
  type AuthorizationDraft,
  authorizationField,
  authorizationPath,
  emptySlot,
  formatHour,
  NO_AUTHORIZATION,
  readAuthorization,
  type SlotDraft,
  slotField,
} from './authorization-form';
import { CardForm } from './card-form';
import { EquipmentCard } from './equipment-card';
import { EquipmentStore } from './equipment-store';
import { reasonError } from './reason';

/** What is typed, and about which authorisation: a new one, or the one that takes effect on a day. */
interface CardDraft extends AuthorizationDraft {
  readonly mode: 'GRANT' | 'CORRECT' | 'WITHDRAW';
  /** ISO day of the one to correct or withdraw, '' for a new one. */
  readonly about: string;
  readonly reason: string;
}

/** « Agrément »: the dated authorisations; a new one, one to correct, one that never was. */
@Component({
  selector: 'app-authorization-card',
  imports: [
    MatButton,
    FrenchDatePipe,
    FigurePipe,
    DateField,
    FigureField,
    TextAreaField,
    TextField,
    YesNoField,
    StatusChip,
    EquipmentCard,
  ],
  templateUrl: './authorization-card.html',
  styleUrl: './authorization-card.scss',
})
export class AuthorizationCard {
  readonly equipment = input.required<EquipmentView>();
  private readonly store = inject(EquipmentStore);
  private readonly focus = inject(FocusSoon);
  protected readonly form = new CardForm<CardDraft>('agrement');
  protected readonly id = authorizationField;
  protected readonly slotId = slotField;
  protected readonly hour = formatHour;

  protected readonly rows = computed(() => {
    const today = parisDay(new Date());
    const latestFirst = this.equipment().authorizations.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
    return latestFirst.map((item) => ({ item, ...stateOf(item, today) }));
  });
  protected readonly words = computed(() => wordsOf(this.form.draft()));

  constructor() {
    effect(() => this.form.restore(this.equipment().id));
  }

  protected grant(): void {
    this.form.open({ ...NO_AUTHORIZATION, mode: 'GRANT', about: '', reason: '' }, this.id('validFrom'));
  }

  protected correct(item: EquipmentAuthorization): void {
    const about = item.validFrom;
    this.form.open({ ...authorizationAsTyped(item), mode: 'CORRECT', about, reason: '' }, this.id('validFrom'));
  }

  protected withdraw(item: EquipmentAuthorization): void {
    const about = item.validFrom;
    this.form.open({ ...authorizationAsTyped(item), mode: 'WITHDRAW', about, reason: '' }, this.id('reason'));
  }

  protected modulate(modulated: boolean | null): void {
    this.form.set('modulated', modulated === true);
    if (modulated && this.slots().length === 0) this.form.set('slots', [emptySlot([])]);
  }

  protected addSlot(): void {
    const slot = emptySlot(this.slots());
    this.form.set('slots', [...this.slots(), slot]);
    this.focus.on(slotField(slot.key, 'label'));
  }

  protected removeSlot(key: number): void {
    this.form.set(
      'slots',
      this.slots().filter((slot) => slot.key !== key),
    );
    this.focus.on('agrement-ajouter-creneau');
  }

  protected setSlot(key: number, change: Partial<SlotDraft>): void {
    this.form.set(
      'slots',
      this.slots().map((slot) => (slot.key === key ? { ...slot, ...change } : slot)),
    );
  }

  protected async submit(): Promise<void> {
    const draft = this.form.draft();
    if (draft === null) return;
    const read = readAuthorization(draft);
    const faults: FieldError[] = [
      ...(read.ok || draft.mode === 'WITHDRAW' ? [] : read.errors),
      ...(draft.mode === 'GRANT' ? [] : reasonError(this.id('reason'), draft.reason)),
    ];
    if (faults.length > 0) {
      this.form.refuse(faults);
      return;
    }
    const { about, mode } = draft;
    const reason = draft.reason.trim();
    await this.form.submit({
      send: () =>
        this.store.act((api, target) => {
          if (mode === 'WITHDRAW') return api.withdrawAuthorization(target, about, reason);
          if (!read.ok) throw new Error('a form at fault is not sent');
          if (mode === 'CORRECT') return api.correctAuthorization(target, about, { ...read.value, reason });
          return api.grantAuthorization(target, read.value);
        }),
      fieldOf: (path) => authorizationPath(path, draft.slots),
      done: wordsOf(draft).done,
    });
  }

  private slots(): readonly SlotDraft[] {
    return this.form.draft()?.slots ?? [];
  }
}

function stateOf(item: EquipmentAuthorization, today: string): { state: string; tone: Tone } {
  if (isInForce(item, today)) return { state: 'En vigueur', tone: 'done' };
  return item.validFrom > today ? { state: 'À venir', tone: 'info' } : { state: 'Terminé', tone: 'muted' };
}

function wordsOf(draft: CardDraft | null) {
  const about = draft?.about ? formatDay(draft.about) : '';
  switch (draft?.mode) {
    case 'CORRECT':
      return {
        title: `Corriger l’agrément du ${about}`,
        effect:
          'Pour une erreur de saisie\u202f: les valeurs corrigées comptent depuis la date d’effet. Un changement d’autorisation s’ajoute, il ne se corrige pas.',
        save: 'Enregistrer la correction',
        refused: 'La correction n’est pas enregistrée',
        done: `L’agrément du ${about} est corrigé.`,
      };
    case 'WITHDRAW':
      return {
        title: `Retirer l’agrément du ${about}`,
        effect: 'Pour un agrément qui n’a jamais existé\u202f: le précédent dure aussi longtemps que lui.',
        save: 'Retirer l’agrément',
        refused: 'L’agrément n’est pas retiré',
        done: `L’agrément du ${about} est retiré.`,
      };
    default:
      return {
        title: 'Nouvel agrément',
        effect: 'L’agrément en vigueur se termine la veille de la date d’effet.',
        save: 'Enregistrer l’agrément',
        refused: 'L’agrément n’est pas enregistré',
        done: 'L’agrément est enregistré.',
      };
  }
}
