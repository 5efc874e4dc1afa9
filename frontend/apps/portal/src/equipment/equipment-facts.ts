import type { DeclarationListItem } from '@api/workflow/workflow.types';

/** Declarations by exercise, latest first; inside, what waits for this person before the rest. */
export function byExercise(
  declarations: readonly DeclarationListItem[],
): { exercise: number; items: DeclarationListItem[] }[] {
  const exercises = [...new Set(declarations.map((item) => item.exercise))].toSorted((a, b) => b - a);
  return exercises.map((exercise) => ({
    exercise,
    items: declarations
      .filter((item) => item.exercise === exercise)
      .toSorted((a, b) => Number(b.nextAct !== null) - Number(a.nextAct !== null)),
  }));
}
