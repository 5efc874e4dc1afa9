import type { FieldRefusal, Refusal } from '@portail/platform/pure/refusal.ts';
import { dayBefore, isDay } from '@portail/platform/pure/calendar.ts';
import type { Authorization, Equipment, ModulatedSlot } from './equipment.ts';
import type { EndMoved, EquipmentEvent } from './events.ts';
import { fault, noSuchDay, reasonFault, reasonOf } from './faults.ts';
import { refuse } from './refusals.ts';

/** An authorisation as asked for: it lasts until its last day when it has one, and at most until the next one begins. */
export type NewAuthorization = Omit<Authorization, 'validTo'> & { readonly validTo?: string | null };

/** Adds the next authorisation; the one in force ends on its eve. */
export function grantAuthorization(equipment: Equipment, asked: NewAuthorization): readonly EquipmentEvent[] | Refusal {
  const faults = authorizationFaults(equipment, asked);
  if (faults.length > 0) return refuse('INVALID_AUTHORIZATION', faults);
  const last = equipment.authorizations.at(-1);
  if (last && last.validFrom >= asked.validFrom) return refuse('AUTHORIZATION_OVERLAP');
  const eve = dayBefore(asked.validFrom);
  const overlaps = last !== undefined && (last.validTo === null || last.validTo > eve);
  const ended = overlaps ? { validFrom: last.validFrom, validTo: eve } : null;
  return [{ type: 'AuthorizationGranted', authorization: { ...asked, validTo: asked.validTo ?? null }, ended }];
}

/**
 * What was typed wrong is put right where it stands: a wrong capacity would count in every period that the authorisation
 * touches (decision 9.23). Its date stays between its neighbours’; the one before lasts until the new eve.
 */
export function correctAuthorization(
  equipment: Equipment,
  asked: { readonly validFrom: string; readonly authorization: NewAuthorization; readonly reason: string },
): readonly EquipmentEvent[] | Refusal {
  const { authorizations } = equipment;
  const index = authorizations.findIndex((known) => known.validFrom === asked.validFrom);
  const from = authorizations[index];
  if (!from) return refuse('AUTHORIZATION_UNKNOWN');
  const reason = reasonOf(asked.reason);
  if (reason === null) return refuse('INVALID_REASON', [reasonFault]);
  const faults = authorizationFaults(equipment, asked.authorization);
  if (faults.length > 0) return refuse('INVALID_AUTHORIZATION', faults);
  const previous = authorizations[index - 1];
  const following = authorizations[index + 1];
  const { validFrom } = asked.authorization;
  if ((previous && validFrom <= previous.validFrom) || (following && validFrom >= following.validFrom)) {
    return refuse('AUTHORIZATION_ORDER');
  }
  const to: Authorization = {
    ...asked.authorization,
    validTo: earliest(asked.authorization.validTo ?? null, following ? dayBefore(following.validFrom) : null),
  };
  if (sameAuthorization(from, to)) return [];
  const eve = dayBefore(validFrom);
  const touched = previous?.validTo === dayBefore(from.validFrom) || earliest(previous?.validTo ?? null, eve) === eve;
  return [{ type: 'AuthorizationCorrected', from, to, reason, before: endMoved(previous, touched ? eve : undefined) }];
}

/** An authorisation that never was (another equipment’s, entered twice): the one before lasts as long as it did. */
export function withdrawAuthorization(
  equipment: Equipment,
  asked: { readonly validFrom: string; readonly reason: string },
): readonly EquipmentEvent[] | Refusal {
  const { authorizations } = equipment;
  const index = authorizations.findIndex((known) => known.validFrom === asked.validFrom);
  const authorization = authorizations[index];
  if (!authorization) return refuse('AUTHORIZATION_UNKNOWN');
  const reason = reasonOf(asked.reason);
  if (reason === null) return refuse('INVALID_REASON', [reasonFault]);
  const previous = authorizations[index - 1];
  const touched = previous?.validTo === dayBefore(authorization.validFrom);
  const before = endMoved(previous, touched ? authorization.validTo : undefined);
  return [{ type: 'AuthorizationWithdrawn', authorization, reason, before }];
}

function endMoved(authorization: Authorization | undefined, to: string | null | undefined): EndMoved | null {
  if (authorization === undefined || to === undefined || authorization.validTo === to) return null;
  return { validFrom: authorization.validFrom, from: authorization.validTo, to };
}

function earliest(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

function sameAuthorization(left: Authorization, right: Authorization): boolean {
  const words = ({ slots, ...rest }: Authorization) =>
    JSON.stringify([
      rest.validFrom,
      rest.validTo,
      rest.capacity,
      rest.modulated,
      rest.ageFrom,
      rest.ageTo,
      rest.openingHours,
      slots.map((slot) => [slot.label, slot.days, slot.startsAt, slot.endsAt, slot.places]),
    ]);
  return words(left) === words(right);
}

/** A child may be cared for until the sixth birthday (domain.md section 3.2, age note). */
const sixYears = 72;
const midnight = 24 * 60;
/** Days of the longest year: slots that together have more cannot all be on different days. */
const longestYear = 366;

function authorizationFaults(equipment: Equipment, asked: NewAuthorization): FieldRefusal[] {
  const faults: FieldRefusal[] = [];
  const { validFrom, validTo = null, capacity, modulated, slots, ageFrom, ageTo } = asked;
  if (!isDay(validFrom)) faults.push(fault('/validFrom', 'DATE', noSuchDay));
  else if (equipment.closedOn !== null && validFrom > equipment.closedOn) {
    faults.push(fault('/validFrom', 'AFTER_CLOSING', 'L’équipement est fermé à cette date.'));
  }
  if (validTo !== null && !isDay(validTo)) faults.push(fault('/validTo', 'DATE', noSuchDay));
  else if (validTo !== null && validTo < validFrom) {
    faults.push(fault('/validTo', 'BEFORE_START', 'L’autorisation ne peut finir avant de commencer.'));
  }
  if (capacity <= 0) faults.push(fault('/capacity', 'TOO_SMALL', 'La capacité doit être supérieure à zéro.'));
  if (ageFrom >= ageTo || ageTo > sixYears) {
    faults.push(fault('/ageTo', 'AGES', 'L’âge maximal dépasse l’âge minimal, sans dépasser six ans.'));
  }
  if (modulated !== slots.length > 0) {
    faults.push(fault('/slots', 'SLOTS', 'Indiquez des créneaux si, et seulement si, l’agrément est modulé.'));
  }
  for (const [index, slot] of slots.entries()) {
    if (slot.endsAt <= slot.startsAt || slot.endsAt > midnight) {
      faults.push(
        fault(`/slots/${index}/endsAt`, 'HOURS', `Le créneau ${named(slot)} finit après son début, avant minuit.`),
      );
    }
    if (daysTaken(slots, slot) > longestYear) {
      faults.push(
        fault(
          `/slots/${index}/startsAt`,
          'OVERLAP',
          `Le créneau ${named(slot)} en chevauche un autre les mêmes jours.`,
        ),
      );
    }
    if (slot.places > capacity) {
      faults.push(
        fault(`/slots/${index}/places`, 'OVER_CAPACITY', `Le créneau ${named(slot)} dépasse la capacité autorisée.`),
      );
    }
  }
  return faults;
}

const named = ({ label }: ModulatedSlot) => `«\u202f${label}\u202f»`;

/**
 * Days of the slots that are open when this one begins, its own included. Slots of different periods of the year may share
 * their hours; beyond a year, some share their days too, and the same places would count twice.
 */
function daysTaken(slots: readonly ModulatedSlot[], { startsAt }: ModulatedSlot): number {
  return slots
    .filter((other) => other.startsAt <= startsAt && startsAt < other.endsAt)
    .reduce((sum, { days }) => sum + days, 0);
}
