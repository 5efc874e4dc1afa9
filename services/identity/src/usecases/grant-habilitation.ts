import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import type { Habilitation, User } from '../domain/user.ts';
import type { IdentityPorts, Target } from './ports.ts';

/** Gives a partner user a set of roles on an equipment from a day on, in place of those held. @throws RefusalError NOT_FOUND, STALE_VERSION, OTHER_PARTNER, ROLES_REQUIRED, HABILITATION_DATE */
export async function grantHabilitation(
  ports: IdentityPorts,
  asked: Target & Pick<Habilitation, 'equipmentId' | 'roles' | 'effectiveFrom' | 'documentReference'>,
  act: Act,
): Promise<User> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.users.load(tx, asked.id)) ?? notFound());
    const partner = current.partnerId === null ? undefined : await ports.known.partner(tx, current.partnerId);
    const equipment = await ports.known.equipment(tx, asked.equipmentId);
    const events = accepted(
      decide(current, asked.expectedRevision, { act: 'GRANT_HABILITATION', ...asked }, { partner, equipment }, act),
    );
    const next = events.reduce(evolve, current);
    await ports.users.save(tx, next, asked.expectedRevision);
    await ports.record(tx, next, events, act);
    return next;
  });
}
