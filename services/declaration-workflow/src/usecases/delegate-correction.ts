import { delegateCorrection as decide } from '../domain/acts/delegate-correction.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { actOn, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** A section whose correction goes to its provider. */
export interface DelegateCorrection extends ActRequest {
  readonly section: SectionKey;
  readonly message?: string | null | undefined;
}

/** T12: the approver delegates the correction of a section. @throws RefusalError NO_CORRECTION, ALREADY_DELEGATED… */
export function delegateCorrection(declarations: Declarations) {
  return (command: DelegateCorrection): Promise<Declaration> =>
    actOn(declarations, command, ({ declaration, context }) =>
      decide(declaration, { section: command.section, message: command.message ?? null }, context),
    );
}
