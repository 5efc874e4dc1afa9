import { declineCorrection as decide } from '../domain/acts/request-correction.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOnce, type ActRequest, type OnceOnly } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** The Caf’s refusal of a correction, with its sentence. */
export interface DeclineCorrection extends ActRequest, OnceOnly {
  readonly text: string;
}

/** T16: the Caf declines a request for correction. @throws RefusalError DECLINE_LENGTH, NO_CORRECTION_REQUEST… */
export function declineCorrection(declarations: Declarations) {
  return (command: DeclineCorrection): Promise<Declaration> => {
    const { text } = command;
    return actOnce(declarations, command, { name: 'DECLINE_CORRECTION', body: { text } }, ({ declaration, context }) =>
      decide(declaration, { text }, context),
    );
  };
}
