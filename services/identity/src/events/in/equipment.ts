import type { Transaction } from '@portail/platform/db/database.ts';
import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import {
  AuthorizationChangedSchema,
  EquipmentRegisteredSchema,
  EquipmentUpdatedSchema,
  PartnerRegisteredSchema,
  type Equipment,
  type Partner,
} from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { keepEquipment, keepPartner } from '../../store/known-store.ts';

/** Which partner and Caf an equipment belongs to: the newest event says it. */
export const equipmentReactions: readonly Reaction[] = [
  reaction(PartnerRegisteredSchema, (tx, { partner }) => partnerKnown(tx, partner)),
  reaction(EquipmentRegisteredSchema, (tx, { equipment }) => equipmentKnown(tx, equipment)),
  reaction(EquipmentUpdatedSchema, (tx, { equipment }) => equipmentKnown(tx, equipment)),
  reaction(AuthorizationChangedSchema, (tx, { equipment }) => equipmentKnown(tx, equipment)),
];

async function equipmentKnown(tx: Transaction, equipment: Equipment | undefined): Promise<void> {
  if (!equipment?.partner) throw new Error('equipment event without an equipment or its partner');
  const { id, revision, name, partner, cafCode, commune, idequ } = equipment;
  await partnerKnown(tx, partner);
  await keepEquipment(tx, { id, revision: Number(revision), name, partnerId: partner.id, cafCode, commune, idequ });
}

async function partnerKnown(tx: Transaction, partner: Partner | undefined): Promise<void> {
  if (!partner) throw new Error('partner event without a partner');
  await keepPartner(tx, { id: partner.id, revision: Number(partner.revision), name: partner.name });
}
