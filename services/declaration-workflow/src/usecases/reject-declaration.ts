import { rejectDeclaration as decide } from '../domain/acts/review-declaration.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOnce, type ActRequest, type OnceOnly } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** The Caf’s refusal, with its motive. */
export interface RejectDeclaration extends ActRequest, OnceOnly {
  readonly motive: string;
}

/** T10: the Caf rejects a transmitted version; the next one starts at once. @throws RefusalError MOTIVE_LENGTH, NOT_TRANSMITTED… */
export function rejectDeclaration(declarations: Declarations) {
  return (command: RejectDeclaration): Promise<Declaration> => {
    const { motive } = command;
    return actOnce(declarations, command, { name: 'REJECT', body: { motive } }, ({ declaration, context }) =>
      decide(declaration, { motive }, context),
    );
  };
}
