import type { CareType, EquipmentAuthorization } from '@api/equipment/equipment.types';

export const CARE_TYPES: Readonly<Record<CareType, string>> = {
  COLLECTIVE: 'Accueil collectif',
  FAMILY: 'Accueil familial',
  PARENTAL: 'Accueil parental',
};

/** The authorisation in force on a day; without one, the last that was, or else the first to come. */
export function authorizationOn(
  authorizations: readonly EquipmentAuthorization[],
  day: string,
): EquipmentAuthorization | null {
  const latestFirst = authorizations.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
  return latestFirst.find(({ validFrom }) => validFrom <= day) ?? latestFirst.at(-1) ?? null;
}

/** True on the days of an authorisation, both included. */
export function isInForce({ validFrom, validTo }: EquipmentAuthorization, day: string): boolean {
  return validFrom <= day && (validTo === null || validTo >= day);
}
