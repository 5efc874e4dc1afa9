import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import {
  AuthorizationChangedSchema,
  EquipmentRegisteredSchema,
  EquipmentUpdatedSchema,
  type Equipment,
} from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { KnownEquipment } from '../../usecases/ports.ts';

/** An equipment as this service keeps it. */
export interface KeptEquipment extends KnownEquipment {
  readonly revision: number;
  readonly postalCode: string;
}

const schemas = [EquipmentRegisteredSchema, EquipmentUpdatedSchema, AuthorizationChangedSchema] as const;

/**
 * Every event on an equipment carries it whole: all are kept the same way, newer revision wins. Who changed it, on which
 * day, is kept beside.
 */
export function equipmentReactions(
  keep: (tx: Transaction, equipment: KeptEquipment) => Promise<void>,
  keepChange: (tx: Transaction, equipmentId: string, personId: string, day: string) => Promise<void>,
): Reaction[] {
  return schemas.map((schema) =>
    reaction(schema, async (tx, { equipment }, { actor, time }) => {
      if (!equipment) return;
      await keep(tx, equipmentOf(equipment));
      await keepChange(tx, equipment.id, actor, parisDay(new Date(time)));
    }),
  );
}

function equipmentOf(equipment: Equipment): KeptEquipment {
  return {
    id: equipment.id,
    revision: Number(equipment.revision),
    name: equipment.name,
    commune: equipment.commune,
    postalCode: equipment.postalCode,
    partnerId: equipment.partner?.id ?? '',
    partnerName: equipment.partner?.name ?? '',
    cafCode: equipment.cafCode,
    openedOn: equipment.openedOn || null,
    closedOn: equipment.closedOn || null,
    authorizations: equipment.authorizations.map((authorization) => ({
      validFrom: authorization.validFrom,
      validTo: authorization.validTo || null,
      capacity: Number(authorization.capacity),
      modulated: authorization.modulated,
      ageFrom: authorization.ageFrom,
      ageTo: authorization.ageTo,
      openingHours: authorization.openingHours,
    })),
    generalSchemeRates: equipment.generalSchemeRates.map(({ exercise, rate }) => ({ exercise, rate: Number(rate) })),
  };
}
