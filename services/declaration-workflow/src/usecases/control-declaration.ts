import { runDeclarationControls as decide } from '../domain/acts/run-declaration-controls.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOn, settled, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/**
 * T7: the approver controls the whole declaration; waits at most two seconds for the verdict.
 * @throws RefusalError DEC-07 while a section is not ended
 */
export function controlDeclaration(declarations: Declarations) {
  return async (command: ActRequest): Promise<Declaration> =>
    settled(
      declarations,
      await actOn(declarations, command, ({ declaration, context }) => decide(declaration, context)),
    );
}
