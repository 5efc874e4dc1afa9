import { notFound, type Refusal } from '@portail/platform/pure/refusal.ts';
import type { Values } from '../declaration.ts';
import { authorizationsDuring, isActiveDuring, type EquipmentFacts, type Period } from '../equipment-facts.ts';
import type { DeclarationEvent } from '../events.ts';
import { isOfTheCaf, type Person } from '../permissions.ts';
import { refuse } from '../refusals.ts';
import type { DeclarationType } from '../vocabulary.ts';
import { stamped } from './context.ts';

/** A period a declaration of a type may cover, as reference data: days of the year `MM-DD`. */
export interface AllowedPeriod {
  readonly type: DeclarationType;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** What the Caf asks for. */
export interface Opening {
  readonly id: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  /** ISO date; may be left out when the type has one period only. */
  readonly periodEnd: string | null;
  /** ISO date, or null. */
  readonly dueOn: string | null;
  /** The campaign that asks for it, when one does. */
  readonly campaignId?: string;
}

/** What an opening is decided on. */
export interface OpeningContext {
  readonly person: Person;
  readonly at: Date;
  readonly equipment: EquipmentFacts;
  readonly allowedPeriods: readonly AllowedPeriod[];
}

/** The period asked for, or undefined when the type has none such in the exercise. */
export function periodOf(
  opening: Pick<Opening, 'exercise' | 'type' | 'periodEnd'>,
  allowed: readonly AllowedPeriod[],
): Period | undefined {
  const periods = allowed
    .filter((period) => period.type === opening.type)
    .map((period) => ({
      start: `${opening.exercise}-${period.startsOn}`,
      end: `${opening.exercise}-${period.endsOn}`,
    }));
  if (opening.periodEnd === null) return periods.length === 1 ? periods[0] : undefined;
  return periods.find((period) => period.end === opening.periodEnd);
}

/** Why an equipment has nothing to declare for a period; undefined when it has. */
export function notToDeclare(
  equipment: EquipmentFacts,
  period: Period,
): 'EQUIPMENT_CLOSED' | 'NOT_AUTHORIZED' | undefined {
  if (!isActiveDuring(equipment, period)) return 'EQUIPMENT_CLOSED';
  return authorizationsDuring(equipment, period).length === 0 ? 'NOT_AUTHORIZED' : undefined;
}

/**
 * T1: the Caf opens a declaration; the equipment must be active and authorised in the period. That no declaration of the
 * same key is open is a fact of the whole store: its unique index decides, as DECLARATION_EXISTS.
 * @param defaults values each form starts with; financial null when the type has no financial form
 */
export function openDeclaration(
  opening: Opening,
  defaults: { readonly activity: Values; readonly financial: Values | null },
  context: OpeningContext,
): readonly DeclarationEvent[] | Refusal {
  const { person, equipment } = context;
  if (!person.inScope) return notFound();
  if (!isOfTheCaf(person)) return refuse('CAF_ONLY');
  const period = periodOf(opening, context.allowedPeriods);
  if (period === undefined) return refuse('PERIOD_NOT_ALLOWED');
  const code = notToDeclare(equipment, period);
  if (code !== undefined) return refuse(code);
  return stamped(context, [
    {
      type: 'DeclarationOpened',
      id: opening.id,
      equipmentId: equipment.id,
      exercise: opening.exercise,
      declarationType: opening.type,
      periodStart: period.start,
      periodEnd: period.end,
      dueOn: opening.dueOn,
      ...(opening.campaignId === undefined ? {} : { campaignId: opening.campaignId }),
      defaults,
    },
  ]);
}
