import type { EquipmentAuthorization } from '@api/equipment/equipment.types';
import type { DeclarationListItem } from '@api/workflow/workflow.types';

/** The authorisation in force: the one without an end, otherwise the latest. */
export function authorizationNow(authorizations: readonly EquipmentAuthorization[]): EquipmentAuthorization | null {
  const latestFirst = authorizations.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
  return latestFirst.find((each) => each.validTo === null) ?? latestFirst[0] ?? null;
}

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
