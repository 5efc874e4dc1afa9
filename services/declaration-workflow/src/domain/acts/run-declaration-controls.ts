import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { requiredSections, type Declaration } from '../declaration.ts';
import { digestOf, isCurrent } from '../evaluation.ts';
import type { DeclarationEvent, Unstamped } from '../events.ts';
import { locksByMovingOn } from '../guards.ts';
import { refusalOf } from '../transitions.ts';
import { stamped, type ActContext } from './context.ts';

/**
 * T7: the approver looks at the whole declaration. Sections they fill themselves and have controlled are ended by this
 * move (decision 9.3). What blocks at this step is shown, not refused: the approver has to see which section to give back.
 */
export function runDeclarationControls(
  declaration: Declaration,
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const refusal = refusalOf('RUN_DECLARATION_CONTROLS', declaration, context);
  if (refusal) return refusal;
  const { evaluation } = context;
  const events: Unstamped[] = [];
  if (isCurrent(evaluation, declaration)) {
    for (const section of requiredSections(declaration)) {
      if (!locksByMovingOn(declaration, context, section)) continue;
      events.push({ type: 'SectionLocked', section, digest: digestOf(evaluation, section), automatic: true });
    }
  }
  if (events.length > 0 || declaration.declarationControls === null) events.push({ type: 'DeclarationControlsRun' });
  return stamped(context, events);
}
