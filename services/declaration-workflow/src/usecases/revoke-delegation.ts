import { revokeDelegation as decide } from '../domain/acts/delegate-correction.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { actOn, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** A section whose correction the approver takes back. */
export interface RevokeDelegation extends ActRequest {
  readonly section: SectionKey;
}

/** T12: the approver takes the correction of a section back. @throws RefusalError NO_CORRECTION, NOT_DELEGATED… */
export function revokeDelegation(declarations: Declarations) {
  return (command: RevokeDelegation): Promise<Declaration> =>
    actOn(declarations, command, ({ declaration, context }) => decide(declaration, command, context));
}
