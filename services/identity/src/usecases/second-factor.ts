import type { Transaction } from '@portail/platform/db/database.ts';
import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import type { UserEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { isFresh } from '../domain/precautions.ts';
import { refuse } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts, Target } from './ports.ts';

/**
 * Forgets the second factor of somebody who lost it, and ends their sessions; the person is told.
 * @throws RefusalError NOT_FOUND, STALE_VERSION, OWN_SECOND_FACTOR, SUSPENDED, REASON_REQUIRED
 */
export async function resetSecondFactor(
  ports: IdentityPorts,
  asked: Target & { readonly reason: string },
  act: Act,
): Promise<User> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.users.load(tx, asked.id)) ?? notFound());
    const partner = current.partnerId === null ? undefined : await ports.known.partner(tx, current.partnerId);
    const command = { act: 'RESET_SECOND_FACTOR', reason: asked.reason } as const;
    const events = accepted(decide(current, asked.expectedRevision, command, { partner, equipment: undefined }, act));
    return forget(ports, tx, current, { events, keepsSessions: false }, act);
  });
}

/**
 * The person gives up their own second factor and stays where they are; without one nothing changes.
 * @param asked when they last gave their password
 * @throws RefusalError SIGN_IN_AGAIN when that is too long ago, ACCOUNTS_UNAVAILABLE
 */
export async function removeOwnSecondFactor(
  ports: IdentityPorts,
  asked: { readonly authenticatedAt: number | undefined },
  act: Act,
): Promise<void> {
  if (!isFresh(asked.authenticatedAt, act.at)) throw new RefusalError(refuse('SIGN_IN_AGAIN'));
  const known = await ports.transaction(async (tx) =>
    accepted((await ports.users.load(tx, act.actor.id)) ?? notFound()),
  );
  const { since, recoveryCodesLeft } = await ports.accounts.secondFactorOf(known.subject);
  if (since === null && recoveryCodesLeft === 0) return;
  await ports.transaction(async (tx) => {
    const current = accepted((await ports.users.load(tx, known.id)) ?? notFound());
    const events = [{ type: 'SecondFactorRemoved', reason: null }] as const;
    await forget(ports, tx, current, { events, keepsSessions: true }, act);
  });
}

async function forget(
  ports: IdentityPorts,
  tx: Transaction,
  current: User,
  decided: { readonly events: readonly UserEvent[]; readonly keepsSessions: boolean },
  act: Act,
): Promise<User> {
  const next = decided.events.reduce(evolve, current);
  await ports.users.forgetSecondFactor(tx, current.id, decided.keepsSessions);
  await ports.users.save(tx, next, current.revision);
  await ports.record(tx, next, decided.events, act);
  return next;
}
