import type { Refusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { sectionAct, type SectionKey } from '../vocabulary.ts';
import { stamped, type ActContext } from './context.ts';

const longest = 2_000;

/** T6: the approver gives a section back for entry, with a word for its provider; it must be controlled and ended again before transmission. */
export function unlockSection(
  declaration: Declaration,
  command: { readonly section: SectionKey; readonly message: string | null },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const { section } = command;
  const refusal = refusalOf(sectionAct('UNLOCK', section), declaration, context);
  if (refusal) return refusal;
  const message = command.message?.trim() || null;
  if (message !== null && message.length > longest) {
    const { detail } = refuse('TEXT_LENGTH');
    return refuse('TEXT_LENGTH', [{ path: '/message', code: 'TEXT_LENGTH', message: detail }]);
  }
  return stamped(context, [{ type: 'SectionUnlocked', section, message }]);
}
