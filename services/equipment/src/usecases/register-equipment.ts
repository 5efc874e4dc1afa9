import { once } from '@portail/platform/db/idempotency.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decideRegistration } from '../domain/decide.ts';
import type { Equipment, EquipmentIdentity } from '../domain/equipment.ts';
import type { EquipmentPorts, Repeatable } from './ports.ts';

/** What is known of an equipment when it is registered. */
export interface NewEquipment {
  readonly cafCode: string;
  readonly partnerId: string;
  readonly identity: EquipmentIdentity;
}

/** Registers an equipment. @throws RefusalError FORBIDDEN, OTHER_CAF, PARTNER_UNKNOWN, INVALID_IDENTITY, IDEQU_TAKEN */
export async function registerEquipment(
  ports: EquipmentPorts,
  { idempotencyKey: key, ...asked }: NewEquipment & Repeatable,
  act: Act,
): Promise<Equipment> {
  return ports.transaction(async (tx) => {
    const register = async (): Promise<string> => {
      const partner = await ports.partners.load(tx, asked.partnerId);
      const event = accepted(decideRegistration({ id: newId(act.at), ...asked }, partner, act));
      await ports.equipments.insert(tx, event.equipment);
      await ports.record.equipment(tx, event.equipment, [event], act);
      return event.equipment.id;
    };
    const scope = `${act.actor.id} register-equipment`;
    const body = { ...asked, identity: { ...asked.identity } };
    const id = key ? await once(tx, { key, scope, body }, register) : await register();
    return accepted((await ports.equipments.load(tx, id)) ?? notFound());
  });
}
