import type { Declaration } from './declaration.ts';

/**
 * What people should know though it forbids nothing. A réelle may be opened while the prévisionnelle of its exercise is not
 * transmitted (decision 9.11).
 */
export function warningsOf(
  declaration: Pick<Declaration, 'type' | 'status' | 'exercise'>,
  known: { readonly forecastTransmitted: boolean },
): readonly string[] {
  const open = declaration.status === 'TO_ENTER' || declaration.status === 'IN_PROGRESS';
  if (declaration.type !== 'ACTUAL' || !open || known.forecastTransmitted) return [];
  return [
    `La prévisionnelle ${declaration.exercise} n’est pas transmise : les contrôles qui comparent avec elle ne sont pas faits.`,
  ];
}
