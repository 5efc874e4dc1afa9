import type { Refusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { stamped, type ActContext } from './context.ts';

const shortestMotive = 20;
const longestText = 2_000;

type Outcome = readonly DeclarationEvent[] | Refusal;

/** T9: the Caf validates a transmitted version; it feeds history and statistics. */
export function validateDeclaration(
  declaration: Declaration,
  command: { readonly note: string | null },
  context: ActContext,
): Outcome {
  const refusal = refusalOf('VALIDATE', declaration, context);
  if (refusal) return refusal;
  const note = command.note?.trim() || null;
  if (note !== null && note.length > longestText) {
    const { detail } = refuse('TEXT_LENGTH');
    return refuse('TEXT_LENGTH', [{ path: '/note', code: 'TEXT_LENGTH', message: detail }]);
  }
  return stamped(context, [{ type: 'DeclarationValidated', note }]);
}

/** T10: the Caf closes the version with a motive; version n + 1 starts at once with its data. */
export function rejectDeclaration(
  declaration: Declaration,
  command: { readonly motive: string },
  context: ActContext,
): Outcome {
  const refusal = refusalOf('REJECT', declaration, context);
  if (refusal) return refusal;
  return withMotive(command.motive, (motive) =>
    stamped(context, [{ type: 'DeclarationRejected', rejectedVersion: declaration.version, motive }]),
  );
}

/** T13: the Caf reopens a validated declaration, for example after a control on site; that version stays validated. */
export function reopenDeclaration(
  declaration: Declaration,
  command: { readonly motive: string },
  context: ActContext,
): Outcome {
  const refusal = refusalOf('REOPEN', declaration, context);
  if (refusal) return refusal;
  return withMotive(command.motive, (motive) =>
    stamped(context, [{ type: 'DeclarationReopened', reopenedVersion: declaration.version, motive }]),
  );
}

/** T14: the Caf cancels a declaration it has not decided on: opened by mistake, equipment closed. */
export function cancelDeclaration(
  declaration: Declaration,
  command: { readonly motive: string },
  context: ActContext,
): Outcome {
  const refusal = refusalOf('CANCEL', declaration, context);
  if (refusal) return refusal;
  return withMotive(command.motive, (motive) => stamped(context, [{ type: 'DeclarationCancelled', motive }]));
}

function withMotive(given: string, decide: (motive: string) => readonly DeclarationEvent[]): Outcome {
  const motive = given.trim();
  if (motive.length >= shortestMotive && motive.length <= longestText) return decide(motive);
  const { detail } = refuse('MOTIVE_LENGTH');
  return refuse('MOTIVE_LENGTH', [{ path: '/motive', code: 'MOTIVE_LENGTH', message: detail }]);
}
