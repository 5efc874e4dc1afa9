import { activePart } from './calendar.ts';
import type { Period } from './declaration-data.ts';

/** « Autorisation de fonctionnement » in force between two dates. */
export interface Authorization {
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Hundredths of a place. */
  readonly capacity: number;
  readonly modulated: boolean;
}

/** What controls know of an equipment (EAJE), from the events of the equipment service. */
export interface Equipment {
  readonly id: string;
  readonly cafCode: string;
  readonly partnerStatus: string;
  /** ISO dates. */
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly authorizations: readonly Authorization[];
  /** Hundredths of a percent by exercise. */
  readonly generalSchemeRates: readonly { readonly exercise: number; readonly rate: number }[];
}

/** The authorisations in force at some moment of a period. */
export function authorizationsDuring(equipment: Equipment, period: Period): readonly Authorization[] {
  return equipment.authorizations.filter(
    (each) => each.validFrom <= period.end && (each.validTo === null || each.validTo >= period.start),
  );
}

/** Largest authorised capacity of the period (H01, domain.md 9.23), hundredths of a place; null when none is known. */
export function authorizedCapacity(equipment: Equipment, period: Period): number | null {
  const capacities = authorizationsDuring(equipment, period).map((each) => each.capacity);
  return capacities.length === 0 ? null : Math.max(...capacities);
}

/** « Agrément modulé » (H02): true when an authorisation of the period sets different capacities. */
export function isModulated(equipment: Equipment | null, period: Period): boolean {
  return equipment !== null && authorizationsDuring(equipment, period).some((each) => each.modulated);
}

/** General-scheme rate of an exercise (H04), hundredths of a percent, or null when the Caf has not entered it. */
export function generalSchemeRate(equipment: Equipment | null, exercise: number): number | null {
  return equipment?.generalSchemeRates.find((each) => each.exercise === exercise)?.rate ?? null;
}

/** First day of the period on which the equipment is closed or without authorisation (DEC-11), or null. */
export function firstUncoveredDay(equipment: Equipment, period: Period): { day: string; closed: boolean } | null {
  if (equipment.closedOn !== null && equipment.closedOn <= period.end) {
    return { day: equipment.closedOn < period.start ? period.start : equipment.closedOn, closed: true };
  }
  if (equipment.authorizations.length === 0) return null;
  const open = activePart(period, equipment.openedOn ?? undefined);
  const ordered = authorizationsDuring(equipment, open).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  let covered = open.start;
  for (const each of ordered) {
    if (each.validFrom > covered) break;
    if (each.validTo === null || each.validTo >= open.end) return null;
    covered = dayAfter(each.validTo) > covered ? dayAfter(each.validTo) : covered;
  }
  return { day: covered, closed: false };
}

function dayAfter(iso: string): string {
  return new Date(Date.parse(iso) + 86_400_000).toISOString().slice(0, 10);
}
