import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { sectionOf, type Declaration, type Values } from '../declaration.ts';
import type { Change, DeclarationEvent } from '../events.ts';
import { dateFaults, valueFaults, type FormDefinition } from '../form-definition.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { sectionAct, type SectionKey } from '../vocabulary.ts';
import { stamped, type ActContext } from './context.ts';

/**
 * T2, T3, T11: figures of a section are saved; those not given stay. A save that changes nothing (autosave) is no act: a
 * controlled section stays controlled.
 */
export function saveSection(
  declaration: Declaration,
  command: { readonly section: SectionKey; readonly values: Values },
  context: ActContext & { readonly form: FormDefinition },
): readonly DeclarationEvent[] | Refusal {
  const { section: key, values } = command;
  const refusal = refusalOf(sectionAct('SAVE', key), declaration, context);
  if (refusal) return refusal;
  const faults = valueFaults(context.form, values);
  if (faults.length > 0) return refuse('VALUES_REFUSED', faults);
  const stored = sectionOf(declaration, key)?.values ?? {};
  const changes = changesOf(stored, values);
  const misplaced = dateFaults(context.form, stored, Object.fromEntries(changes.map(({ field, to }) => [field, to])), {
    start: declaration.periodStart,
    end: declaration.periodEnd,
  });
  if (misplaced.length > 0) return refuse('VALUES_REFUSED', misplaced);
  const closed = changes.filter(({ field }) => !isOpen(declaration.correction, key, field));
  if (closed.length > 0) {
    const { detail } = refuse('LINE_NOT_OPEN');
    const message = detail;
    return refuse(
      'LINE_NOT_OPEN',
      closed.map(({ field }) => ({ path: `/values/${field}`, code: 'LINE_NOT_OPEN', message })),
    );
  }
  return changes.length === 0 ? [] : stamped(context, [{ type: 'SectionSaved', section: key, changes }]);
}

/** False for a line without remark when the Caf limited the correction to those that have one (B5). */
function isOpen(correction: Declaration['correction'], section: SectionKey, field: string): boolean {
  return !correction?.limited || correction.remarks.some((each) => each.section === section && each.field === field);
}

/** The figures that differ from those stored. A text of spaces only counts as emptied. */
function changesOf(stored: Values, given: Values): readonly Change[] {
  return Object.entries(given).flatMap(([field, value]) => {
    const to = typeof value === 'string' && value.trim() === '' ? null : value;
    const from = stored[field] ?? null;
    return from === to ? [] : [{ field, from, to }];
  });
}
