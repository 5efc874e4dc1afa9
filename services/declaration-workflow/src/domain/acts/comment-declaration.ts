import type { Refusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { stamped, type ActContext } from './context.ts';

const longest = 2_000;

/** The approver’s comment for the Caf (guide, fiche 10); empty text removes it. */
export function commentDeclaration(
  declaration: Declaration,
  command: { readonly text: string },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const refusal = refusalOf('COMMENT', declaration, context);
  if (refusal) return refusal;
  const text = command.text.trim() || null;
  if (text !== null && text.length > longest) {
    const { detail } = refuse('TEXT_LENGTH');
    return refuse('TEXT_LENGTH', [{ path: '/text', code: 'TEXT_LENGTH', message: detail }]);
  }
  if (text === declaration.comment) return [];
  return stamped(context, [{ type: 'DeclarationCommented', text, previousText: declaration.comment }]);
}
