import { once } from '@portail/platform/db/idempotency.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decidePartner } from '../domain/decide.ts';
import type { Partner, PartnerStatus } from '../domain/equipment.ts';
import type { EquipmentPorts, Repeatable } from './ports.ts';

/** What is known of a gestionnaire when it is registered. */
export interface NewPartner {
  readonly name: string;
  readonly status: PartnerStatus;
}

/** Registers a gestionnaire. @throws RefusalError FORBIDDEN, IDEMPOTENCY_KEY_REUSED */
export async function registerPartner(
  ports: EquipmentPorts,
  { idempotencyKey: key, ...asked }: NewPartner & Repeatable,
  act: Act,
): Promise<Partner> {
  return ports.transaction(async (tx) => {
    const register = async (): Promise<string> => {
      const event = accepted(decidePartner({ id: newId(act.at), ...asked }, act));
      await ports.partners.insert(tx, event.partner);
      await ports.record.partner(tx, event, act);
      return event.partner.id;
    };
    const scope = `${act.actor.id} register-partner`;
    const id = key ? await once(tx, { key, scope, body: { ...asked } }, register) : await register();
    return accepted((await ports.partners.load(tx, id)) ?? notFound());
  });
}
