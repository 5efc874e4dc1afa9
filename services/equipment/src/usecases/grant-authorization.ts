import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide, type NewAuthorization } from '../domain/decide.ts';
import type { Equipment } from '../domain/equipment.ts';
import { evolve } from '../domain/evolve.ts';
import type { EquipmentPorts, Target } from './ports.ts';

/** Adds an authorisation; the one in force ends the day before. @throws RefusalError NOT_FOUND, FORBIDDEN, STALE_VERSION, INVALID_AUTHORIZATION, AUTHORIZATION_OVERLAP */
export async function grantAuthorization(
  ports: EquipmentPorts,
  asked: Target & { readonly authorization: NewAuthorization },
  act: Act,
): Promise<Equipment> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.equipments.load(tx, asked.id)) ?? notFound());
    const command = { act: 'GRANT_AUTHORIZATION', authorization: asked.authorization } as const;
    const events = accepted(decide(current, asked.expectedRevision, command, act));
    const next = events.reduce(evolve, current);
    await ports.equipments.save(tx, next, asked.expectedRevision);
    await ports.record.equipment(tx, next, events, act);
    return next;
  });
}
