import { sectionOf, requiredSections, type Declaration } from '../declaration.ts';
import { blocking, isCurrent, unexplained, type Evaluation } from '../evaluation.ts';
import type { DeclarationEvent } from '../events.ts';
import { controlStepOf } from '../vocabulary.ts';

/** Who journal lines of the system name. */
export const controlsActor = { userId: 'controls', name: 'Contrôles automatiques' } as const;

/**
 * A new verdict on the current data can undo « contrôlée »: the other section, the history or a threshold changed
 * (decision 9.5). A section already ended stays so: its digest no longer holds and DEC-06 says it.
 */
export function receiveVerdict(declaration: Declaration, verdict: Evaluation, at: Date): readonly DeclarationEvent[] {
  if (declaration.status !== 'IN_PROGRESS' || !isCurrent(verdict, declaration)) return [];
  return requiredSections(declaration).flatMap((section): DeclarationEvent[] => {
    if (sectionOf(declaration, section)?.state !== 'CONTROLLED') return [];
    const step = controlStepOf(section);
    const toExplain = [...blocking(verdict, step), ...unexplained(verdict, step, declaration.explanations)];
    if (toExplain.length === 0) return [];
    const by = { ...controlsActor, at: at.toISOString() };
    return [{ type: 'SectionControlsOutdated', section, toExplain: toExplain.map((result) => result.code), by }];
  });
}
