import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import type { NewAuthorization } from '../domain/authorizations.ts';
import { decide, type Command } from '../domain/decide.ts';
import type { CafReferent, Equipment, EquipmentIdentity, GeneralSchemeRate } from '../domain/equipment.ts';
import { evolve } from '../domain/evolve.ts';
import type { EquipmentPorts, Target } from './ports.ts';

// The acts on one equipment share one frame: a transaction that loads, decides, makes the next state, saves it if nobody
// else did meanwhile, and records what happened. Each may be refused with NOT_FOUND, FORBIDDEN, STALE_VERSION.

/** Corrects name, address, day of opening… @throws RefusalError INVALID_IDENTITY, IDEQU_TAKEN */
export const changeIdentity = act((asked: Target & { readonly identity: EquipmentIdentity }) => {
  return { act: 'CHANGE_IDENTITY', identity: asked.identity };
});

/** Adds an authorisation; the one in force ends the day before. @throws RefusalError INVALID_AUTHORIZATION, AUTHORIZATION_OVERLAP */
export const grantAuthorization = act((asked: Target & { readonly authorization: NewAuthorization }) => {
  return { act: 'GRANT_AUTHORIZATION', authorization: asked.authorization };
});

/** Which authorisation, by the day on which it takes effect, and why it is put right. */
interface Mistaken {
  readonly validFrom: string;
  readonly reason: string;
}

/** Puts a mistyped authorisation right. @throws RefusalError AUTHORIZATION_UNKNOWN, INVALID_REASON, INVALID_AUTHORIZATION, AUTHORIZATION_ORDER */
export const correctAuthorization = act(
  (asked: Target & Mistaken & { readonly authorization: NewAuthorization }): Command => {
    const { validFrom, authorization, reason } = asked;
    return { act: 'CORRECT_AUTHORIZATION', validFrom, authorization, reason };
  },
);

/** Takes back an authorisation that never was. @throws RefusalError AUTHORIZATION_UNKNOWN, INVALID_REASON */
export const withdrawAuthorization = act(({ validFrom, reason }: Target & Mistaken) => {
  return { act: 'WITHDRAW_AUTHORIZATION', validFrom, reason };
});

/** Sets the rate of an exercise (hundredths of a percent). */
export const setGeneralSchemeRate = act(({ exercise, rate }: Target & GeneralSchemeRate) => {
  return { act: 'SET_GENERAL_SCHEME_RATE', exercise, rate };
});

/** The Caf’s text, its first and its last day. */
export interface NewNote {
  readonly text: string;
  readonly from?: string;
  readonly until?: string | null;
}

/** Writes the Caf’s text on the equipment page; an empty one takes it away. @throws RefusalError INVALID_NOTE */
export const writeNote = act(({ text, from, until }: Target & NewNote) => {
  return {
    act: 'WRITE_NOTE',
    text,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
});

/** Names the Caf’s referent. */
export const appointReferent = act(({ referent }: Target & { readonly referent: CafReferent }) => {
  return { act: 'APPOINT_REFERENT', referent };
});

/** Says which day of activity is the last, and why. @throws RefusalError INVALID_CLOSING */
export const closeEquipment = act(
  ({ closedOn, reason }: Target & { readonly closedOn: string; readonly reason: string }) => {
    return { act: 'CLOSE', closedOn, reason };
  },
);

/** Takes the closing back. @throws RefusalError NOT_CLOSED, INVALID_REASON */
export const reopenEquipment = act(({ reason }: Target & { readonly reason: string }) => {
  return { act: 'REOPEN', reason };
});

function act<Asked extends Target>(commandOf: (asked: Asked) => Command) {
  return (ports: EquipmentPorts, asked: Asked, by: Act): Promise<Equipment> =>
    ports.transaction(async (tx) => {
      const current = accepted((await ports.equipments.load(tx, asked.id)) ?? notFound());
      const events = accepted(decide(current, asked.expectedRevision, commandOf(asked), by));
      if (events.length === 0) return current;
      const next = events.reduce(evolve, current);
      await ports.equipments.save(tx, next, asked.expectedRevision);
      await ports.record.equipment(tx, next, events, by);
      return next;
    });
}
