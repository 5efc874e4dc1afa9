import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts, Target } from './ports.ts';

/** Withdraws all roles of a partner user on an equipment, at once. @throws RefusalError NOT_FOUND, STALE_VERSION, OTHER_PARTNER, NOT_HABILITATED */
export async function revokeHabilitation(
  ports: IdentityPorts,
  asked: Target & { readonly equipmentId: string },
  act: Act,
): Promise<User> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.users.load(tx, asked.id)) ?? notFound());
    const partner = current.partnerId === null ? undefined : await ports.known.partner(tx, current.partnerId);
    const equipment = await ports.known.equipment(tx, asked.equipmentId);
    const events = accepted(
      decide(
        current,
        asked.expectedRevision,
        { act: 'REVOKE_HABILITATION', equipmentId: asked.equipmentId },
        { partner, equipment },
        act,
      ),
    );
    const next = events.reduce(evolve, current);
    await ports.users.save(tx, next, asked.expectedRevision);
    await ports.record(tx, next, events, act);
    return next;
  });
}
