import type { Refusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { stamped, type ActContext } from './context.ts';

const shortest = 20;
const longest = 2_000;

/** T15: the approver asks the Caf for the correction of a transmitted version, with the reason (decision 9.9). */
export function requestCorrection(
  declaration: Declaration,
  command: { readonly text: string },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const refusal = refusalOf('REQUEST_CORRECTION', declaration, context);
  if (refusal) return refusal;
  const text = command.text.trim();
  if (isTooShortOrLong(text)) return refusedText('REQUEST_LENGTH');
  return stamped(context, [{ type: 'CorrectionRequested', text }]);
}

/** T16: the Caf declines the request with a sentence for the partner; agreeing is a rejection (T10). */
export function declineCorrection(
  declaration: Declaration,
  command: { readonly text: string },
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const refusal = refusalOf('DECLINE_CORRECTION', declaration, context);
  if (refusal) return refusal;
  const text = command.text.trim();
  if (isTooShortOrLong(text)) return refusedText('DECLINE_LENGTH');
  return stamped(context, [{ type: 'CorrectionDeclined', text }]);
}

function isTooShortOrLong(text: string): boolean {
  return text.length < shortest || text.length > longest;
}

function refusedText(code: 'REQUEST_LENGTH' | 'DECLINE_LENGTH'): Refusal {
  const { detail } = refuse(code);
  return refuse(code, [{ path: '/text', code, message: detail }]);
}
