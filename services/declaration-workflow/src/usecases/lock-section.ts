import { lockSection as decide } from '../domain/acts/lock-section.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { actOnVerdict, settled, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** A section to end. */
export interface LockSection extends ActRequest {
  readonly section: SectionKey;
}

/**
 * T5 « fin de saisie ».
 * @throws RefusalError SECTION_NOT_CONTROLLED, EXPLANATIONS_MISSING, CONTROLS_PENDING…
 */
export function lockSection(declarations: Declarations) {
  return async (command: LockSection): Promise<Declaration> =>
    settled(
      declarations,
      await actOnVerdict(declarations, command, ({ declaration, context }) => decide(declaration, command, context)),
    );
}
