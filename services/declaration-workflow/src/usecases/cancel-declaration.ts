import { cancelDeclaration as decide } from '../domain/acts/review-declaration.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOn, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** A cancellation, with its motive. */
export interface CancelDeclaration extends ActRequest {
  readonly motive: string;
}

/** T14: the Caf cancels a declaration it has not decided on. @throws RefusalError MOTIVE_LENGTH, ALREADY_VALIDATED… */
export function cancelDeclaration(declarations: Declarations) {
  return (command: CancelDeclaration): Promise<Declaration> =>
    actOn(declarations, command, ({ declaration, context }) => decide(declaration, command, context));
}
