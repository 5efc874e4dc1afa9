import { unlockSection as decide } from '../domain/acts/unlock-section.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { actOn, settled, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** A section to give back. */
export interface UnlockSection extends ActRequest {
  readonly section: SectionKey;
  /** A word for its provider. */
  readonly message?: string | null | undefined;
}

/**
 * T6: the approver gives a section back to its provider.
 * @throws RefusalError SECTION_NOT_LOCKED, TEXT_LENGTH, ROLE_REQUIRED…
 */
export function unlockSection(declarations: Declarations) {
  return async (command: UnlockSection): Promise<Declaration> =>
    settled(
      declarations,
      await actOn(declarations, command, ({ declaration, context }) =>
        decide(declaration, { section: command.section, message: command.message ?? null }, context),
      ),
    );
}
