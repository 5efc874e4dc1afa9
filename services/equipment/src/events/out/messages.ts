import type { MessageInitShape } from '@bufbuild/protobuf';
import type { EquipmentSchema, PartnerSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import type { Authorization, Equipment, Partner } from '../../domain/equipment.ts';

/** A gestionnaire as the contract says it. */
export function partnerMessage({ id, revision, name, status }: Partner): MessageInitShape<typeof PartnerSchema> {
  return { id, revision: BigInt(revision), name, status };
}

/** An equipment as the contract says it. */
export function equipmentMessage(equipment: Equipment): MessageInitShape<typeof EquipmentSchema> {
  return {
    id: equipment.id,
    revision: BigInt(equipment.revision),
    name: equipment.name,
    partner: partnerMessage(equipment.partner),
    cafCode: equipment.cafCode,
    departmentCode: equipment.departmentCode,
    address: equipment.address,
    postalCode: equipment.postalCode,
    commune: equipment.commune,
    careType: equipment.careType,
    activityType: equipment.activityType,
    idequ: equipment.idequ,
    afcFileNumber: equipment.afcFileNumber,
    openedOn: equipment.openedOn,
    closedOn: equipment.closedOn ?? '',
    authorizations: equipment.authorizations.map(authorizationMessage),
    generalSchemeRates: equipment.generalSchemeRates.map(({ exercise, rate }) => ({ exercise, rate: BigInt(rate) })),
    ...(equipment.referent ? { referent: equipment.referent } : {}),
    explanatoryText: equipment.note?.text ?? '',
    explanatoryTextOn: equipment.note?.on ?? '',
    explanatoryTextFrom: equipment.note?.from ?? '',
    explanatoryTextUntil: equipment.note?.until ?? '',
  };
}

function authorizationMessage(authorization: Authorization) {
  return {
    ...authorization,
    validTo: authorization.validTo ?? '',
    capacity: BigInt(authorization.capacity),
    slots: authorization.slots.map((slot) => ({ ...slot, places: BigInt(slot.places) })),
  };
}
