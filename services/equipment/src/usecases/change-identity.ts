import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import type { Equipment, EquipmentIdentity } from '../domain/equipment.ts';
import { evolve } from '../domain/evolve.ts';
import type { EquipmentPorts, Target } from './ports.ts';

/** Corrects name, address, dates of opening and closing… of an equipment. @throws RefusalError NOT_FOUND, FORBIDDEN, STALE_VERSION, INVALID_IDENTITY, IDEQU_TAKEN */
export async function changeIdentity(
  ports: EquipmentPorts,
  asked: Target & { readonly identity: EquipmentIdentity },
  act: Act,
): Promise<Equipment> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.equipments.load(tx, asked.id)) ?? notFound());
    const command = { act: 'CHANGE_IDENTITY', identity: asked.identity } as const;
    const events = accepted(decide(current, asked.expectedRevision, command, act));
    const next = events.reduce(evolve, current);
    await ports.equipments.save(tx, next, asked.expectedRevision);
    await ports.record.equipment(tx, next, events, act);
    return next;
  });
}
