import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import type { Equipment } from '../domain/equipment.ts';
import { evolve } from '../domain/evolve.ts';
import type { EquipmentPorts, Target } from './ports.ts';

/** Writes the Caf’s text on the equipment page, dated of the day; an empty text takes it away. @throws RefusalError NOT_FOUND, FORBIDDEN, STALE_VERSION */
export async function writeNote(
  ports: EquipmentPorts,
  asked: Target & { readonly text: string },
  act: Act,
): Promise<Equipment> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.equipments.load(tx, asked.id)) ?? notFound());
    const command = { act: 'WRITE_NOTE', text: asked.text } as const;
    const events = accepted(decide(current, asked.expectedRevision, command, act));
    const next = events.reduce(evolve, current);
    await ports.equipments.save(tx, next, asked.expectedRevision);
    await ports.record.equipment(tx, next, events, act);
    return next;
  });
}
