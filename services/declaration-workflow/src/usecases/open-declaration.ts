import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { isId, newId } from '@portail/platform/pure/id.ts';
import { openDeclaration as decide, periodOf } from '../domain/acts/open-declaration.ts';
import type { Declaration, Values } from '../domain/declaration.ts';
import { activityHeader } from '../domain/equipment-facts.ts';
import { advance } from '../domain/evolve.ts';
import { initialValues } from '../domain/form-definition.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import type { Declarations, DeclarationUnit } from './ports.ts';

/** What the Caf asks for, and who asks. */
export interface OpenDeclaration {
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  /** ISO date; chooses the period of an actualisée. */
  readonly periodEnd?: string | null | undefined;
  /** ISO date. */
  readonly dueOn?: string | null | undefined;
  readonly subject: string;
  readonly at: Date;
  readonly idempotencyKey: string;
}

/**
 * T1: a Caf agent opens a declaration for an equipment of their Caf.
 * @throws RefusalError NOT_FOUND, CAF_ONLY, PERIOD_NOT_ALLOWED, EQUIPMENT_CLOSED, NOT_AUTHORIZED, DECLARATION_EXISTS
 */
export function openDeclaration(declarations: Declarations) {
  return (command: OpenDeclaration): Promise<Declaration> =>
    declarations.transact(async (unit) => {
      const { equipmentId, exercise, type, subject, at, idempotencyKey } = command;
      const opening = { exercise, type, periodEnd: command.periodEnd ?? null, dueOn: command.dueOn ?? null };
      const once = { key: idempotencyKey, scope: `${subject} OPEN`, body: { equipmentId, ...opening } };
      const { id } = await unit.once(once, async () => {
        const equipment = isId(equipmentId) ? await unit.equipment(equipmentId) : null;
        const person = equipment && (await unit.person(subject, equipment, parisDay(at)));
        if (!equipment || !person) throw new RefusalError(notFound());
        const allowedPeriods = await unit.allowedPeriods();
        const period = periodOf(opening, allowedPeriods);
        const modulated = period !== undefined && activityHeader(equipment, exercise, period).modulatedApproval;
        const defaults = await startingValues(unit, opening, modulated);
        const context = { person, at, equipment, allowedPeriods };
        const events = accepted(decide({ id: newId(at), ...opening }, defaults, context));
        const opened = advance(null, events);
        await unit.save(opened, events, null);
        return { id: opened.id };
      });
      const file = await unit.load(id);
      if (file === null) throw new RefusalError(notFound());
      return file.declaration;
    });
}

/** Values each form of a declaration starts with; an actualisée has no financial form. */
export async function startingValues(
  unit: Pick<DeclarationUnit, 'form'>,
  { exercise, type }: { readonly exercise: number; readonly type: DeclarationType },
  modulated: boolean,
): Promise<{ readonly activity: Values; readonly financial: Values | null }> {
  const activity = initialValues(await unit.form('activity', exercise, type, modulated));
  if (type === 'UPDATED') return { activity, financial: null };
  return { activity, financial: initialValues(await unit.form('financial', exercise, type, modulated)) };
}
