import { notFound, stale, type FieldRefusal, type Refusal } from '@portail/platform/pure/refusal.ts';
import { administers, maySee, type Act } from './access.ts';
import {
  correctAuthorization,
  grantAuthorization,
  withdrawAuthorization,
  type NewAuthorization,
} from './authorizations.ts';
import { isDay, parisDay } from '@portail/platform/pure/calendar.ts';
import { close, reopen } from './closing.ts';
import type { CafReferent, Equipment, EquipmentIdentity, Partner, PartnerStatus } from './equipment.ts';
import type { Change, EquipmentEvent, EquipmentRegistered, PartnerRegistered } from './events.ts';
import { fault, noSuchDay } from './faults.ts';
import { writeNote } from './note.ts';
import { refuse } from './refusals.ts';

/** What a Caf agent asks of an equipment. */
export type Command =
  | { readonly act: 'CHANGE_IDENTITY'; readonly identity: EquipmentIdentity }
  | { readonly act: 'GRANT_AUTHORIZATION'; readonly authorization: NewAuthorization }
  | { readonly act: 'SET_GENERAL_SCHEME_RATE'; readonly exercise: number; readonly rate: number }
  | {
      readonly act: 'CORRECT_AUTHORIZATION';
      /** The day on which the one to correct takes effect, as it stands. */
      readonly validFrom: string;
      readonly authorization: NewAuthorization;
      readonly reason: string;
    }
  | { readonly act: 'WITHDRAW_AUTHORIZATION'; readonly validFrom: string; readonly reason: string }
  | { readonly act: 'CLOSE'; readonly closedOn: string; readonly reason: string }
  | { readonly act: 'REOPEN'; readonly reason: string }
  | {
      readonly act: 'WRITE_NOTE';
      readonly text: string;
      /** The day of the act when absent. */
      readonly from?: string;
      /** Without end when absent. */
      readonly until?: string | null;
    }
  | { readonly act: 'APPOINT_REFERENT'; readonly referent: CafReferent };

/** Registers a gestionnaire; any Caf agent may, a gestionnaire is not bound to one Caf. */
export function decidePartner(
  command: { readonly id: string; readonly name: string; readonly status: PartnerStatus },
  { actor }: Act,
): PartnerRegistered | Refusal {
  if (actor.kind !== 'CAF') return refuse('FORBIDDEN');
  const { id, status } = command;
  const name = command.name.trim();
  if (name === '') return refuse('PARTNER_NAME', [fault('/name', 'REQUIRED', 'Écrivez le nom du gestionnaire.')]);
  return { type: 'PartnerRegistered', partner: { id, revision: 1, name, status } };
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
    closedOn: null,
    closingReason: null,
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
    case 'CORRECT_AUTHORIZATION':
      return correctAuthorization(equipment, command);
    case 'WITHDRAW_AUTHORIZATION':
      return withdrawAuthorization(equipment, command);
    case 'CLOSE':
      return close(equipment, command);
    case 'REOPEN':
      return reopen(equipment, command.reason);
    case 'SET_GENERAL_SCHEME_RATE': {
      const { exercise, rate } = command;
      const from = equipment.generalSchemeRates.find((known) => known.exercise === exercise)?.rate ?? null;
      return from === rate ? [] : [{ type: 'GeneralSchemeRateSet', exercise, from, to: rate }];
    }
    case 'WRITE_NOTE':
      return writeNote(equipment, command, parisDay(act.at));
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
] as const satisfies readonly (keyof EquipmentIdentity)[];

function identityOf(source: EquipmentIdentity): EquipmentIdentity {
  return Object.fromEntries(identityFields.map((field) => [field, source[field]])) as unknown as EquipmentIdentity;
}

function changeIdentity(equipment: Equipment, asked: EquipmentIdentity): readonly EquipmentEvent[] | Refusal {
  const faults = identityFaults(asked, equipment.closedOn);
  if (faults.length > 0) return refuse('INVALID_IDENTITY', faults);
  const identity = identityOf(asked);
  const changes = identityFields
    .filter((field) => equipment[field] !== identity[field])
    .map((field): Change => ({ field, from: equipment[field], to: identity[field] }));
  return changes.length === 0 ? [] : [{ type: 'IdentityChanged', identity, changes }];
}

function identityFaults({ openedOn }: EquipmentIdentity, closedOn: string | null = null): FieldRefusal[] {
  if (!isDay(openedOn)) return [fault('/openedOn', 'DATE', noSuchDay)];
  if (closedOn !== null && openedOn > closedOn) {
    return [fault('/openedOn', 'AFTER_CLOSING', 'L’ouverture ne peut suivre la fermeture.')];
  }
  return [];
}
