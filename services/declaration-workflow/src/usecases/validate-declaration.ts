import { validateDeclaration as decide } from '../domain/acts/review-declaration.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOnce, type ActRequest, type OnceOnly } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** The Caf’s acceptance, with an optional note. */
export interface ValidateDeclaration extends ActRequest, OnceOnly {
  readonly note?: string | null | undefined;
}

/** T9: the Caf validates a transmitted declaration. @throws RefusalError NOT_TRANSMITTED, CAF_ONLY… */
export function validateDeclaration(declarations: Declarations) {
  return (command: ValidateDeclaration): Promise<Declaration> => {
    const note = command.note ?? null;
    return actOnce(declarations, command, { name: 'VALIDATE', body: { note } }, ({ declaration, context }) =>
      decide(declaration, { note }, context),
    );
  };
}
