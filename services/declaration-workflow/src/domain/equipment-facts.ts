/** Autorisation de fonctionnement, one per effective date. ISO dates, both included; `validTo` null while open. */
export interface Authorization {
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Hundredths of a place. */
  readonly capacity: number;
  readonly modulated: boolean;
  /** Months. */
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly openingHours: string;
}

/** What the workflow knows of an equipment, from the events of the equipment service. */
export interface EquipmentFacts {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
  readonly partnerName: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly authorizations: readonly Authorization[];
  /** Hundredths of a percent by exercise. */
  readonly generalSchemeRates: readonly { readonly exercise: number; readonly rate: number }[];
}

/** ISO dates, both included. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** Header of the activity form (H01 to H04): read-only, as known of the equipment for the period. */
export interface ActivityHeader {
  /** Largest authorised capacity of the period, hundredths of a place (decision 9.23). */
  readonly authorizedCapacity: number | null;
  readonly modulatedApproval: boolean;
  readonly authorization: Pick<Authorization, 'validFrom' | 'ageFrom' | 'ageTo' | 'openingHours'> | null;
  /** Hundredths of a percent. */
  readonly generalSchemeRate: number | null;
}

/** Authorisations in force at some moment of the period, oldest first. */
export function authorizationsDuring(
  equipment: Pick<EquipmentFacts, 'authorizations'>,
  period: Period,
): readonly Authorization[] {
  return equipment.authorizations
    .filter((each) => each.validFrom <= period.end && (each.validTo === null || each.validTo >= period.start))
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom));
}

/** H01 to H04 for a period; the authorisation shown is the latest one in force. */
export function activityHeader(equipment: EquipmentFacts, exercise: number, period: Period): ActivityHeader {
  const inForce = authorizationsDuring(equipment, period);
  const latest = inForce.at(-1);
  return {
    authorizedCapacity: inForce.length === 0 ? null : Math.max(...inForce.map((each) => each.capacity)),
    modulatedApproval: inForce.some((each) => each.modulated),
    authorization: latest
      ? {
          validFrom: latest.validFrom,
          ageFrom: latest.ageFrom,
          ageTo: latest.ageTo,
          openingHours: latest.openingHours,
        }
      : null,
    generalSchemeRate: generalSchemeRate(equipment, exercise),
  };
}

/** Taux de ressortissants du régime général of an exercise, hundredths of a percent; null when not entered. */
export function generalSchemeRate(
  equipment: Pick<EquipmentFacts, 'generalSchemeRates'>,
  exercise: number,
): number | null {
  return equipment.generalSchemeRates.find((each) => each.exercise === exercise)?.rate ?? null;
}

/** True when the equipment works at some moment of the period (T1: equipment active). */
export function isActiveDuring(equipment: Pick<EquipmentFacts, 'openedOn' | 'closedOn'>, period: Period): boolean {
  const opened = equipment.openedOn === null || equipment.openedOn <= period.end;
  return opened && (equipment.closedOn === null || equipment.closedOn >= period.start);
}
