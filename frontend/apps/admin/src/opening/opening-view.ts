import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { EquipmentListItem } from '@api/equipment/equipment.types';
import type { Refusal } from '@api/http/refusal';
import type { Opening } from '@api/workflow/review-api';
import type { DeclarationType } from '@api/workflow/workflow.types';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { ChoiceField } from '@ui/field/choice-field';
import { DateField } from '@ui/field/date-field';
import { PickerField, type PickerWords } from '@ui/field/picker-field';
import { TextField } from '@ui/field/text-field';
import { countOf } from '@ui/words/count-of';
import { OPENING_FIELDS, OPENING_PERIODS, OPENING_TYPES, readOpening } from './opening-form';

const EQUIPMENT_WORDS: PickerWords<EquipmentListItem> = {
  list: 'Équipements trouvés',
  title: ({ name }) => name,
  details: ({ postalCode, commune, partnerName }) => [`${postalCode} ${commune}`, partnerName],
  chosen: ({ name, commune }) => `${name}, ${commune}`,
  none: 'Aucun équipement de votre Caf ne répond à ces mots.',
  count: (total) => countOf(total, 'équipement trouvé', 'équipements trouvés'),
};

/** The form of an opening: equipment, exercise, type, period of the actualisée, deadline. */
@Component({
  selector: 'app-opening-view',
  imports: [MatButton, RouterLink, ErrorSummary, ChoiceField, DateField, TextField, PickerField],
  templateUrl: './opening-view.html',
  styles: `
    :host {
      display: grid;
      gap: var(--space-6);
      max-inline-size: var(--column);
    }
  `,
})
export class OpeningView {
  readonly found = input<{ readonly items: readonly EquipmentListItem[]; readonly total: number } | null>(null);
  readonly searchRefusal = input<string | null>(null);
  readonly busy = input(false);
  /** What the service said no to; everything typed is still here. */
  readonly refusal = input<Refusal | null>(null);
  readonly searched = output<string>();
  readonly confirmed = output<Opening>();

  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly fields = OPENING_FIELDS;
  protected readonly equipmentWords = EQUIPMENT_WORDS;
  protected readonly types = OPENING_TYPES;
  protected readonly periods = OPENING_PERIODS;

  protected readonly equipment = signal<EquipmentListItem | null>(null);
  protected readonly exercise = signal('');
  protected readonly type = signal<string>('');
  protected readonly period = signal('');
  protected readonly dueOn = signal('');
  private readonly faults = signal<readonly FieldError[]>([]);

  protected readonly errors = computed<readonly FieldError[]>(() => {
    const refused = this.refusal();
    return refused ? [{ fieldId: null, message: refused.message }] : this.faults();
  });
  /** An open declaration of the same key: where to find it. */
  protected readonly existing = computed(() => {
    const equipment = this.equipment();
    if (this.refusal()?.code !== 'DECLARATION_EXISTS' || equipment === null) return null;
    return { recherche: equipment.name, exercice: this.exercise().trim(), type: this.type() };
  });

  constructor() {
    effect(() => {
      if (this.refusal()) untracked(() => this.focusSummary());
    });
  }

  protected errorOf(fieldId: string): string | null {
    return this.faults().find((fault) => fault.fieldId === fieldId)?.message ?? null;
  }

  protected submit(): void {
    const read = readOpening({
      equipmentId: this.equipment()?.id ?? null,
      exercise: this.exercise(),
      type: this.type() as DeclarationType | '',
      periodEnd: this.period(),
      dueOn: this.dueOn(),
    });
    this.faults.set(read.ok ? [] : read.errors);
    if (read.ok) this.confirmed.emit(read.opening);
    else this.focusSummary();
  }

  private focusSummary(): void {
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}
