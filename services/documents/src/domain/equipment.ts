import type { Slot } from './modulation.ts';

/** A slot as authorised: its name says nothing of which days it shares with others. */
export interface AuthorizedSlot extends Omit<Slot, 'period'> {
  readonly label: string;
}

/** Autorisation de fonctionnement; ISO days, both included, `validTo` null while open. */
export interface Authorization {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly modulated: boolean;
  /** Of a modulated approval only. */
  readonly slots: readonly AuthorizedSlot[];
}

/** Who the declaration is about, as the equipment service says it. */
export interface Equipment {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly cafCode: string;
  readonly address: string;
  readonly postalCode: string;
  readonly commune: string;
  readonly idequ: string;
  readonly afcFileNumber: string;
  readonly authorizations: readonly Authorization[];
}

/** True when the approval is modulated at some moment of a period. */
export function isModulated({ authorizations }: Equipment, start: string, end: string): boolean {
  return inForce(authorizations, start, end).some(({ modulated }) => modulated);
}

/**
 * Slots of the authorisation of an exercise, the latest one in force, put in periods; none when it was not modulated. Slots of as
 * many days that do not overlap are taken for the same days, which the person sees and corrects.
 */
export function authorizedSlots({ authorizations }: Equipment, exercise: number): readonly Slot[] {
  const slots = inForce(authorizations, `${exercise}-01-01`, `${exercise}-12-31`).at(-1)?.slots ?? [];
  const periods: AuthorizedSlot[][] = [];
  for (const slot of slots) {
    const shared = periods.find((period) => period.every((other) => other.days === slot.days && !overlap(other, slot)));
    if (shared === undefined) periods.push([slot]);
    else shared.push(slot);
  }
  return periods.flatMap((period, index) =>
    period.map(({ days, startsAt, endsAt, places }) => {
      return { period: periods.length === 1 ? 'Année' : `Période ${index + 1}`, days, startsAt, endsAt, places };
    }),
  );
}

const overlap = (one: AuthorizedSlot, other: AuthorizedSlot) =>
  one.startsAt < other.endsAt && other.startsAt < one.endsAt;

function inForce(authorizations: readonly Authorization[], start: string, end: string): readonly Authorization[] {
  return authorizations
    .filter(({ validFrom, validTo }) => validFrom <= end && (validTo === null || validTo >= start))
    .toSorted((one, other) => one.validFrom.localeCompare(other.validFrom));
}
