import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { sectionOf, type Declaration } from '../declaration.ts';
import { digestOf, isCurrent, unexplained } from '../evaluation.ts';
import type { DeclarationEvent, Unstamped } from '../events.ts';
import { holds } from '../permissions.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { controlStepOf, runControlsAct, type SectionKey } from '../vocabulary.ts';
import { stamped, type ActContext } from './context.ts';

/**
 * T4 « Enregistrer et contrôler »: refused while something blocks; leaves gaps to explain, or the section CONTROLLED. For
 * an editor who is also approver, moving on from a clean or explained section ends it at once (decision 9.3).
 */
export function runSectionControls(
  declaration: Declaration,
  command: { readonly section: SectionKey },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const { section: key } = command;
  const refusal = refusalOf(runControlsAct(key), declaration, context);
  if (refusal) return refusal;
  const { evaluation, person } = context;
  const section = sectionOf(declaration, key);
  if (section === null || !isCurrent(evaluation, declaration)) return refuse('CONTROLS_PENDING');
  const toExplain = unexplained(evaluation, controlStepOf(key), declaration.explanations).map((result) => result.code);
  const events: Unstamped[] = [];
  if (section.state === 'DRAFT' && section.controlsRun === null) {
    events.push({ type: 'SectionControlsRun', section: key, toExplain });
  }
  if (toExplain.length > 0) {
    if (section.state === 'CONTROLLED') events.push({ type: 'SectionControlsOutdated', section: key, toExplain });
    return stamped(context, events);
  }
  if (section.state === 'DRAFT') events.push({ type: 'SectionControlled', section: key });
  if (holds(person, 'APPROVER')) {
    events.push({ type: 'SectionLocked', section: key, digest: digestOf(evaluation, key), automatic: true });
  }
  return stamped(context, events);
}
