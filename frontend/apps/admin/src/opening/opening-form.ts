import type { Opening } from '@api/workflow/review-api';
import type { DeclarationType } from '@api/workflow/workflow.types';
import { parseDay } from '@ui/dates/french-date';
import type { FieldError } from '@ui/errors/error-summary';
import type { Choice } from '@ui/field/select-field';

/** What the agent typed and chose so far. */
export interface OpeningDraft {
  readonly equipmentId: string | null;
  readonly exercise: string;
  readonly type: DeclarationType | '';
  /** `06-30` or `09-30`, asked for the actualisée only. */
  readonly periodEnd: string;
  /** jj/mm/aaaa, or ''. */
  readonly dueOn: string;
}

/** Ids of the fields, in the order of the page. */
export const OPENING_FIELDS = {
  equipment: 'ouverture-equipement',
  exercise: 'ouverture-exercice',
  type: 'ouverture-type',
  period: 'ouverture-periode',
  dueOn: 'ouverture-echeance',
} as const;

export const OPENING_TYPES: readonly (Choice & { value: DeclarationType })[] = [
  { value: 'FORECAST', label: 'Prévisionnelle' },
  { value: 'UPDATED', label: 'Actualisée' },
  { value: 'ACTUAL', label: 'Réelle' },
];

/** Periods of the actualisée (decision 9.10). */
export const OPENING_PERIODS: readonly Choice[] = [
  { value: '06-30', label: 'De janvier à juin (30/06)' },
  { value: '09-30', label: 'De janvier à septembre (30/09)' },
];

type Fault = FieldError & { readonly fieldId: string };

export type ReadOpening =
  { readonly ok: true; readonly opening: Opening } | { readonly ok: false; readonly errors: readonly Fault[] };

/** What is asked, whoever it is asked of. */
export type Demand = Omit<Opening, 'equipmentId'>;

/** Reads exercise, type, period and deadline; every field at fault is named with what to do. */
export function readDemand(draft: Omit<OpeningDraft, 'equipmentId'>): {
  readonly demand: Demand | null;
  readonly errors: readonly Fault[];
} {
  const errors: Fault[] = [];
  const exercise = /^20\d\d$/.test(draft.exercise.trim()) ? Number(draft.exercise.trim()) : null;
  const dueOn = parseDay(draft.dueOn);
  const refuse = (field: keyof typeof OPENING_FIELDS, message: string) =>
    errors.push({ fieldId: OPENING_FIELDS[field], message });

  if (exercise === null) refuse('exercise', 'Écrivez l’exercice sur quatre chiffres, par exemple 2016.');
  if (draft.type === '') refuse('type', 'Choisissez le type de la déclaration.');
  if (draft.type === 'UPDATED' && draft.periodEnd === '') refuse('period', 'Choisissez la période de l’actualisée.');
  if (!dueOn.ok) refuse('dueOn', dueOn.message);

  if (errors.length > 0 || exercise === null || draft.type === '' || !dueOn.ok) return { demand: null, errors };
  return {
    demand: {
      exercise,
      type: draft.type,
      ...(draft.type === 'UPDATED' ? { periodEnd: `${exercise}-${draft.periodEnd}` } : {}),
      ...(dueOn.value === null ? {} : { dueOn: dueOn.value }),
    },
    errors,
  };
}

/** Reads the form of one opening. */
export function readOpening({ equipmentId, ...draft }: OpeningDraft): ReadOpening {
  const { demand, errors } = readDemand(draft);
  if (equipmentId !== null && demand !== null) return { ok: true, opening: { equipmentId, ...demand } };
  const unnamed = { fieldId: OPENING_FIELDS.equipment, message: 'Choisissez un équipement dans la liste proposée.' };
  return { ok: false, errors: equipmentId === null ? [unnamed, ...errors] : errors };
}
