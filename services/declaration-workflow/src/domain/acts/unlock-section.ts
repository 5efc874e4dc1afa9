import type { Refusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { refusalOf } from '../transitions.ts';
import { sectionAct, type SectionKey } from '../vocabulary.ts';
import { stamped, type ActContext } from './context.ts';

/** T6: the approver gives a section back for entry; it must be controlled and ended again before transmission. */
export function unlockSection(
  declaration: Declaration,
  command: { readonly section: SectionKey },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const { section } = command;
  const refusal = refusalOf(sectionAct('UNLOCK', section), declaration, context);
  return refusal ?? stamped(context, [{ type: 'SectionUnlocked', section }]);
}
