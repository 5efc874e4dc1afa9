import { expectedMonth, opensOn } from './calendar.ts';

/**
 * Whether an equipment has its table for an exercise (fiche 12, decision 9.16): AVAILABLE with a validated réelle and
 * published means; OWN_ONLY when own figures are shown before the means; else what is missing.
 */
export type Availability = 'AVAILABLE' | 'OWN_ONLY' | 'MEANS_PENDING' | 'NO_ACTUAL';

/** What decides of it. */
export interface Known {
  readonly validated: boolean;
  readonly published: boolean;
  /** The option `showOwnStatsEarly`. */
  readonly ownEarly: boolean;
}

export function availabilityOf({ validated, published, ownEarly }: Known): Availability {
  if (!validated) return 'NO_ACTUAL';
  if (published) return 'AVAILABLE';
  return ownEarly ? 'OWN_ONLY' : 'MEANS_PENDING';
}

/** True when figures may be shown. */
export function isShown(availability: Availability): boolean {
  return availability === 'AVAILABLE' || availability === 'OWN_ONLY';
}

/** What a person reads in the place of what is not there; empty when the table is whole. */
export function availabilityWords(availability: Availability, exercise: number, today: string): string {
  const late = today >= opensOn(exercise);
  const when = late
    ? `Les moyennes ${exercise}, attendues depuis ${expectedMonth(exercise)}, ne sont pas encore publiées.`
    : `Les moyennes ${exercise} seront disponibles en ${expectedMonth(exercise)}.`;
  switch (availability) {
    case 'AVAILABLE':
      return '';
    case 'OWN_ONLY':
      return `${when} Voici vos chiffres, sans comparaison.`;
    case 'MEANS_PENDING':
      return `Votre déclaration réelle ${exercise} est validée. ${when} Le tableau existera alors.`;
    case 'NO_ACTUAL':
      return `Aucune déclaration réelle ${exercise} n’est validée par la Caf\u202f: le tableau existera quand elle le sera et que les moyennes seront publiées, à partir de ${expectedMonth(exercise)}.`;
  }
}
