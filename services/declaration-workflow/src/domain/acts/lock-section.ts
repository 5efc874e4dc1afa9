import type { Refusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import { digestOf, isCurrent } from '../evaluation.ts';
import type { DeclarationEvent } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { sectionAct, type SectionKey } from '../vocabulary.ts';
import { stamped, type ActContext } from './context.ts';

/** T5 « fin de saisie »: the provider ends a controlled section and loses the right to edit it. */
export function lockSection(
  declaration: Declaration,
  command: { readonly section: SectionKey },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const { section } = command;
  const refusal = refusalOf(sectionAct('LOCK', section), declaration, context);
  if (refusal) return refusal;
  if (!isCurrent(context.evaluation, declaration)) return refuse('CONTROLS_PENDING');
  const digest = digestOf(context.evaluation, section);
  return stamped(context, [{ type: 'SectionLocked', section, digest, automatic: false }]);
}
