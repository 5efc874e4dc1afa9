import { saveSection as decide } from '../domain/acts/save-section.ts';
import type { Declaration, Values } from '../domain/declaration.ts';
import { activityHeader } from '../domain/equipment-facts.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { actOn, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** Figures to save; those not given stay. */
export interface SaveSection extends ActRequest {
  readonly section: SectionKey;
  readonly values: Values;
}

/**
 * T2, T3, T11: saves figures of a section. Does not wait for the controls: people go on typing.
 * @throws RefusalError VALUES_REFUSED with the fields at fault, SECTION_LOCKED, STALE_VERSION…
 */
export function saveSection(declarations: Declarations) {
  return (command: SaveSection): Promise<Declaration> =>
    actOn(declarations, command, async ({ declaration, context, equipment, unit }) => {
      const { exercise, type, periodStart: start, periodEnd: end } = declaration;
      const { modulatedApproval } = activityHeader(equipment, exercise, { start, end });
      const form = await unit.form(command.section, exercise, type, modulatedApproval);
      return decide(declaration, command, { ...context, form });
    });
}
