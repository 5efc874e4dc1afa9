import { type DeclarationVersion, isHistory } from './declaration-version.ts';

/** The past declarations that controls compare with. */
export interface References {
  /** « N-1 »: latest validated réelle before the exercise, otherwise latest transmitted one (domain.md 4.1). */
  readonly previousActual: DeclarationVersion | null;
  /** Latest transmitted or validated prévisionnelle of the exercise. */
  readonly forecast: DeclarationVersion | null;
  /** Latest transmitted or validated actualisée of the exercise that ends before this declaration’s period does. */
  readonly lastUpdated: DeclarationVersion | null;
}

/** Chooses the references of a declaration among the known versions of the same equipment. */
export function selectReferences(declaration: DeclarationVersion, history: readonly DeclarationVersion[]): References {
  const known = history.filter(
    (each) => isHistory(each) && each.equipmentId === declaration.equipmentId && !sameVersion(each, declaration),
  );
  const earlier = known.filter((each) => each.type === 'ACTUAL' && each.exercise < declaration.exercise);
  const ofExercise = known.filter((each) => each.exercise === declaration.exercise);
  const updated = ofExercise.filter(
    (each) =>
      each.type === 'UPDATED' &&
      each.declarationId !== declaration.declarationId &&
      (declaration.type !== 'UPDATED' || each.period.end < declaration.period.end),
  );
  return {
    previousActual: latest(earlier.filter((each) => each.status === 'VALIDATED')) ?? latest(earlier),
    forecast: latest(ofExercise.filter((each) => each.type === 'FORECAST')),
    lastUpdated: latest(updated),
  };
}

function sameVersion(a: DeclarationVersion, b: DeclarationVersion): boolean {
  return a.declarationId === b.declarationId && a.version === b.version;
}

/** By exercise, then end of period, then version. */
function latest(candidates: readonly DeclarationVersion[]): DeclarationVersion | null {
  let found: DeclarationVersion | null = null;
  for (const each of candidates) if (found === null || isLater(each, found)) found = each;
  return found;
}

function isLater(a: DeclarationVersion, b: DeclarationVersion): boolean {
  if (a.exercise !== b.exercise) return a.exercise > b.exercise;
  if (a.period.end !== b.period.end) return a.period.end > b.period.end;
  return a.version > b.version;
}
