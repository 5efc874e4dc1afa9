import { once } from '@portail/platform/db/idempotency.ts';
import { accepted, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { reasonIn } from '../domain/precautions.ts';
import { refuse } from '../domain/refusals.ts';
import type { IdentityPorts } from './ports.ts';

/** A new password of everybody, as a national administrator asks for it. */
export interface EveryPassword {
  readonly reason: string;
  readonly idempotencyKey: string;
}

/**
 * Has everybody who may come in choose a new password at their next sign-in, as after an update of the portal (guide, annex A.9).
 * Nobody is put out of what they are doing: accounts follow one after the other, and keep their sessions.
 * @returns of how many it is asked
 */
export async function askEveryPassword(ports: Pick<IdentityPorts, 'transaction' | 'users'>, at: Date): Promise<number> {
  const by = { id: 'identity', kind: 'SYSTEM', reason: null } as const;
  return ports.transaction((tx) => ports.users.askEveryPasswordChange(tx, { by, at }));
}

/** The same, asked by a person who says why. @throws RefusalError FORBIDDEN, REASON_REQUIRED, IDEMPOTENCY_KEY_REUSED */
export async function orderEveryPassword(
  ports: Pick<IdentityPorts, 'transaction' | 'users'>,
  asked: EveryPassword,
  { actor, at }: Act,
): Promise<number> {
  if (actor.kind !== 'CNAF_ADMIN') throw new RefusalError(refuse('FORBIDDEN'));
  const reason = accepted(reasonIn(asked.reason));
  const request = { key: asked.idempotencyKey, scope: `${actor.id} every-password`, body: { reason } };
  return ports.transaction((tx) =>
    once(tx, request, () =>
      ports.users.askEveryPasswordChange(tx, { by: { id: actor.id, kind: actor.kind, reason }, at }),
    ),
  );
}
