import { runSectionControls as decide } from '../domain/acts/run-section-controls.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { actOn, actOnVerdict, isPending, settled, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** A section to control. */
export interface ControlSection extends ActRequest {
  readonly section: SectionKey;
}

/**
 * T4 « Enregistrer et contrôler ». Waits at most two seconds for the verdict; when it has not come, nothing changes and
 * the state comes back with its controls pending.
 * @throws RefusalError BLOCKING_CONTROLS with the fields to correct, SECTION_EMPTY, SECTION_LOCKED…
 */
export function controlSection(declarations: Declarations) {
  return async (command: ControlSection): Promise<Declaration> => {
    try {
      const declaration = await actOnVerdict(declarations, command, ({ declaration: current, context }) =>
        decide(current, command, context),
      );
      // Moving on may have ended the section: its own verdict follows.
      return await settled(declarations, declaration);
    } catch (error) {
      if (!isPending(error)) throw error;
      return actOn(declarations, command, () => []);
    }
  };
}
