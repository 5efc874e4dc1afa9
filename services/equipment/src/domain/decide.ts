import { notFound, stale, type FieldRefusal, type Refusal } from '@portail/platform/pure/refusal.ts';
import { administers, maySee, type Act } from './access.ts';
import { dayBefore, isDay, parisDay } from './calendar.ts';
import type { Authorization, CafReferent, Equipment, EquipmentIdentity, Partner, PartnerStatus } from './equipment.ts';
import type { Change, EquipmentEvent, EquipmentRegistered, PartnerRegistered } from './events.ts';
import { refuse } from './refusals.ts';

/** An authorisation as asked for: it lasts until its last day when it has one, and at most until the next one begins. */
export type NewAuthorization = Omit<Authorization, 'validTo'> & { readonly validTo?: string | null };

/** What a Caf agent asks of an equipment. */
export type Command =
  | { readonly act: 'CHANGE_IDENTITY'; readonly identity: EquipmentIdentity }
  | { readonly act: 'GRANT_AUTHORIZATION'; readonly authorization: NewAuthorization }
  | { readonly act: 'SET_GENERAL_SCHEME_RATE'; readonly exercise: number; readonly rate: number }
  | { readonly act: 'WRITE_NOTE'; readonly text: string }
  | { readonly act: 'APPOINT_REFERENT'; readonly referent: CafReferent };

/** Registers a gestionnaire; any Caf agent may, a gestionnaire is not bound to one Caf. */
export function decidePartner(
  command: { readonly id: string; readonly name: string; readonly status: PartnerStatus },
  { actor }: Act,
): PartnerRegistered | Refusal {
  if (actor.kind !== 'CAF') return refuse('FORBIDDEN');
  const { id, name, status } = command;
  return { type: 'PartnerRegistered', partner: { id, revision: 1, name: name.trim(), status } };
}

/** Registers an equipment of the agent’s own Caf, without authorisation or rate yet. */
export function decideRegistration(
  command: { readonly id: string; readonly cafCode: string; readonly identity: EquipmentIdentity },
  partner: Partner | undefined,
  { actor }: Act,
): EquipmentRegistered | Refusal {
  if (actor.kind !== 'CAF') return refuse('FORBIDDEN');
  if (!administers(actor, command.cafCode)) return refuse('OTHER_CAF');
  if (!partner) return refuse('PARTNER_UNKNOWN');
  const faults = identityFaults(command.identity);
  if (faults.length > 0) return refuse('INVALID_IDENTITY', faults);
  const equipment: Equipment = {
    ...identityOf(command.identity),
    id: command.id,
    revision: 1,
    cafCode: command.cafCode,
    partner,
    referent: null,
    note: null,
    authorizations: [],
    generalSchemeRates: [],
  };
  return { type: 'EquipmentRegistered', equipment };
}

/**
 * Decides an act on an equipment. No event when nothing would change; not found when it is not theirs to know.
 * @param expectedRevision the revision the person was looking at
 */
export function decide(
  equipment: Equipment,
  expectedRevision: number,
  command: Command,
  act: Act,
): readonly EquipmentEvent[] | Refusal {
  if (!maySee(act.actor, equipment)) return notFound();
  if (!administers(act.actor, equipment.cafCode)) return refuse('FORBIDDEN');
  if (equipment.revision !== expectedRevision) return stale();
  switch (command.act) {
    case 'CHANGE_IDENTITY':
      return changeIdentity(equipment, command.identity);
    case 'GRANT_AUTHORIZATION':
      return grantAuthorization(equipment, command.authorization);
    case 'SET_GENERAL_SCHEME_RATE': {
      const { exercise, rate } = command;
      const from = equipment.generalSchemeRates.find((known) => known.exercise === exercise)?.rate ?? null;
      return from === rate ? [] : [{ type: 'GeneralSchemeRateSet', exercise, from, to: rate }];
    }
    case 'WRITE_NOTE': {
      const text = command.text.trim();
      if (text === (equipment.note?.text ?? '')) return [];
      const to = text === '' ? null : { text, on: parisDay(act.at) };
      return [{ type: 'NoteWritten', from: equipment.note, to }];
    }
    case 'APPOINT_REFERENT': {
      const { referent: from } = equipment;
      const { name, email, phone } = command.referent;
      if (from?.name === name && from.email === email && from.phone === phone) return [];
      return [{ type: 'ReferentAppointed', from, to: { name, email, phone } }];
    }
  }
}

const identityFields = [
  'name',
  'careType',
  'activityType',
  'address',
  'postalCode',
  'commune',
  'departmentCode',
  'afcFileNumber',
  'idequ',
  'openedOn',
  'closedOn',
] as const satisfies readonly (keyof EquipmentIdentity)[];

function identityOf(source: EquipmentIdentity): EquipmentIdentity {
  return Object.fromEntries(identityFields.map((field) => [field, source[field]])) as unknown as EquipmentIdentity;
}

function changeIdentity(equipment: Equipment, asked: EquipmentIdentity): readonly EquipmentEvent[] | Refusal {
  const faults = identityFaults(asked);
  if (faults.length > 0) return refuse('INVALID_IDENTITY', faults);
  const identity = identityOf(asked);
  const changes = identityFields
    .filter((field) => equipment[field] !== identity[field])
    .map((field): Change => ({ field, from: equipment[field], to: identity[field] }));
  return changes.length === 0 ? [] : [{ type: 'IdentityChanged', identity, changes }];
}

function identityFaults(identity: EquipmentIdentity): FieldRefusal[] {
  const { openedOn, closedOn } = identity;
  const faults: FieldRefusal[] = [];
  if (!isDay(openedOn)) faults.push(fault('/openedOn', 'DATE', 'Cette date n’existe pas.'));
  if (closedOn !== null && !isDay(closedOn)) faults.push(fault('/closedOn', 'DATE', 'Cette date n’existe pas.'));
  else if (closedOn !== null && closedOn < openedOn) {
    faults.push(fault('/closedOn', 'BEFORE_OPENING', 'La fermeture ne peut précéder l’ouverture.'));
  }
  return faults;
}

function grantAuthorization(equipment: Equipment, asked: NewAuthorization): readonly EquipmentEvent[] | Refusal {
  const faults = authorizationFaults(equipment, asked);
  if (faults.length > 0) return refuse('INVALID_AUTHORIZATION', faults);
  const last = equipment.authorizations.at(-1);
  if (last && last.validFrom >= asked.validFrom) return refuse('AUTHORIZATION_OVERLAP');
  const eve = dayBefore(asked.validFrom);
  const overlaps = last !== undefined && (last.validTo === null || last.validTo > eve);
  const ended = overlaps ? { validFrom: last.validFrom, validTo: eve } : null;
  return [{ type: 'AuthorizationGranted', authorization: { ...asked, validTo: asked.validTo ?? null }, ended }];
}

/** A child may be cared for until the sixth birthday (domain.md section 3.2, age note). */
const sixYears = 72;
const midnight = 24 * 60;

function authorizationFaults(equipment: Equipment, asked: NewAuthorization): FieldRefusal[] {
  const faults: FieldRefusal[] = [];
  const { validFrom, validTo = null, capacity, modulated, slots, ageFrom, ageTo } = asked;
  if (!isDay(validFrom)) faults.push(fault('/validFrom', 'DATE', 'Cette date n’existe pas.'));
  else if (equipment.closedOn !== null && validFrom > equipment.closedOn) {
    faults.push(fault('/validFrom', 'AFTER_CLOSING', 'L’équipement est fermé à cette date.'));
  }
  if (validTo !== null && !isDay(validTo)) faults.push(fault('/validTo', 'DATE', 'Cette date n’existe pas.'));
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
      faults.push(fault(`/slots/${index}/endsAt`, 'HOURS', 'Le créneau finit après son début, avant minuit.'));
    }
    if (slot.places > capacity) {
      faults.push(fault(`/slots/${index}/places`, 'OVER_CAPACITY', 'Le créneau dépasse la capacité autorisée.'));
    }
  }
  return faults;
}

function fault(path: string, code: string, message: string): FieldRefusal {
  return { path, code, message };
}
