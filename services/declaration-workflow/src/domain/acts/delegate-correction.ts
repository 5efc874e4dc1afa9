import type { Refusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { sectionAct, type SectionKey } from '../vocabulary.ts';
import { stamped, type ActContext } from './context.ts';

const longest = 2_000;

/** T12: the approver lets the section’s provider correct it, with a message that may quote the motive (decision 9.8). */
export function delegateCorrection(
  declaration: Declaration,
  command: { readonly section: SectionKey; readonly message: string | null },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const { section } = command;
  const refusal = refusalOf(sectionAct('DELEGATE', section), declaration, context);
  if (refusal) return refusal;
  const message = command.message?.trim() || null;
  if (message !== null && message.length > longest) {
    const { detail } = refuse('TEXT_LENGTH');
    return refuse('TEXT_LENGTH', [{ path: '/message', code: 'TEXT_LENGTH', message: detail }]);
  }
  return stamped(context, [{ type: 'CorrectionDelegated', section, message }]);
}

/** T12: the approver takes the correction of a section back. */
export function revokeDelegation(
  declaration: Declaration,
  command: { readonly section: SectionKey },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const { section } = command;
  const refusal = refusalOf(sectionAct('REVOKE_DELEGATION', section), declaration, context);
  return refusal ?? stamped(context, [{ type: 'CorrectionDelegationRevoked', section }]);
}
