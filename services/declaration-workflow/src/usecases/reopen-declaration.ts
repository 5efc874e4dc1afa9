import { reopenDeclaration as decide } from '../domain/acts/review-declaration.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOn, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** A reopening, with its motive. */
export interface ReopenDeclaration extends ActRequest {
  readonly motive: string;
}

/** T13: the Caf reopens a validated declaration. @throws RefusalError MOTIVE_LENGTH, NOT_VALIDATED, EXERCISE_CLOSED… */
export function reopenDeclaration(declarations: Declarations) {
  return (command: ReopenDeclaration): Promise<Declaration> =>
    actOn(declarations, command, ({ declaration, context }) => decide(declaration, command, context));
}
