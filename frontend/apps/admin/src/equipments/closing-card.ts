import { Component, computed, effect, inject, input } from '@angular/core';
import type { EquipmentView } from '@api/equipment/equipment.types';
import { formatDay, parisDay, parseDay } from '@ui/dates/french-date';
import type { FieldError } from '@ui/errors/error-summary';
import { DateField } from '@ui/field/date-field';
import { TextAreaField } from '@ui/field/text-area-field';
import { CardForm } from './card-form';
import { EquipmentCard } from './equipment-card';
import { EquipmentStore } from './equipment-store';
import { reasonError } from './reason';

interface ClosingDraft {
  readonly mode: 'CLOSE' | 'REOPEN';
  readonly closedOn: string;
  readonly reason: string;
}

const FIELDS = { closedOn: 'fermeture-closedOn', reason: 'fermeture-reason' } as const;

/** « Fermeture »: the last day of activity and why; said again to correct it, or taken back. */
@Component({
  selector: 'app-closing-card',
  imports: [DateField, TextAreaField, EquipmentCard],
  template: `
    <app-equipment-card
      heading="Fermeture"
      [act]="equipment().closedOn ? 'Modifier la fermeture' : 'Fermer l’équipement'"
      [save]="words().save"
      [refused]="words().refused"
      [form]="form"
      (started)="start()"
      (saved)="submit()"
    >
      @if (closing(); as known) {
        <dl class="facts">
          <div>
            <dt>Dernier jour d’activité</dt>
            <dd>{{ known.day }}, {{ known.past ? 'l’équipement est fermé' : 'l’équipement est encore ouvert' }}</dd>
          </div>
          <div>
            <dt>Motif</dt>
            <dd>{{ known.reason }}</dd>
          </div>
        </dl>
        @if (!form.draft()) {
          <p>
            <button type="button" class="link-button" (click)="reopen()">Annuler la fermeture</button>
          </p>
        }
      } @else {
        <p>Aucune fermeture n’est prévue.</p>
      }
      @if (form.draft(); as draft) {
        <div fields class="fields">
          <p class="secondary">{{ words().effect }}</p>
          @if (draft.mode === 'CLOSE') {
            <ui-date-field
              [stacked]="true"
              label="Dernier jour d’activité"
              [fieldId]="fields.closedOn"
              [error]="form.errorOf(fields.closedOn)"
              [typed]="draft.closedOn"
              (typedChange)="form.set('closedOn', $event)"
            />
          }
          <ui-text-area-field
            label="Motif"
            help="Il est gardé dans l’historique. Le partenaire ne le lit pas."
            [rows]="2"
            [minLength]="5"
            [maxLength]="500"
            [fieldId]="fields.reason"
            [error]="form.errorOf(fields.reason)"
            [text]="draft.reason"
            (textChange)="form.set('reason', $event)"
          />
        </div>
      }
    </app-equipment-card>
  `,
  styleUrl: './facts.scss',
})
export class ClosingCard {
  readonly equipment = input.required<EquipmentView>();
  private readonly store = inject(EquipmentStore);
  protected readonly form = new CardForm<ClosingDraft>('fermeture');
  protected readonly fields = FIELDS;
  protected readonly words = computed(() => WORDS[this.form.draft()?.mode ?? 'CLOSE']);
  protected readonly closing = computed(() => {
    const { closedOn, closingReason } = this.equipment();
    if (closedOn === null) return null;
    return { day: formatDay(closedOn), past: closedOn < parisDay(new Date()), reason: closingReason ?? '' };
  });

  constructor() {
    effect(() => this.form.restore(this.equipment().id));
  }

  protected start(): void {
    const { closedOn, closingReason } = this.equipment();
    const day = closedOn === null ? '' : formatDay(closedOn);
    this.form.open({ mode: 'CLOSE', closedOn: day, reason: closingReason ?? '' }, FIELDS.closedOn);
  }

  protected reopen(): void {
    this.form.open({ mode: 'REOPEN', closedOn: '', reason: '' }, FIELDS.reason);
  }

  protected async submit(): Promise<void> {
    const draft = this.form.draft();
    if (draft === null) return;
    const reason = draft.reason.trim();
    const errors: FieldError[] = [...reasonError(FIELDS.reason, reason)];
    const day = parseDay(draft.closedOn);
    if (draft.mode === 'CLOSE') {
      const message = day.ok ? 'Écrivez le dernier jour d’activité.' : day.message;
      if (!day.ok || day.value === null) errors.unshift({ fieldId: FIELDS.closedOn, message });
    }
    if (errors.length > 0) {
      this.form.refuse(errors);
      return;
    }
    const closedOn = day.ok ? day.value : null;
    await this.form.submit({
      send: () =>
        this.store.act((api, target) =>
          draft.mode === 'CLOSE' && closedOn !== null
            ? api.close(target, closedOn, reason)
            : api.reopen(target, reason),
        ),
      fieldOf: (path) => `fermeture-${path.slice(1)}`,
      done: WORDS[draft.mode].done,
    });
  }
}

const WORDS = {
  CLOSE: {
    effect:
      'Après ce jour, aucune déclaration d’une période postérieure ne peut être ouverte. Celles qui sont ouvertes restent à transmettre.',
    save: 'Enregistrer la fermeture',
    refused: 'La fermeture n’est pas enregistrée',
    done: 'La fermeture est enregistrée.',
  },
  REOPEN: {
    effect: 'L’équipement redevient ouvert, sans date de fermeture.',
    save: 'Annuler la fermeture',
    refused: 'La fermeture n’est pas annulée',
    done: 'La fermeture est annulée.',
  },
} as const;
