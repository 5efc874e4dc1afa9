import type { Equipment as EquipmentMessage } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import type { Equipment } from '../../domain/equipment.ts';

const orNull = (text: string): string | null => (text === '' ? null : text);

/** An equipment’s event in the words of this service. @throws Error when the event carries none */
export function toEquipment(message: EquipmentMessage | undefined): Equipment & { readonly revision: number } {
  if (message === undefined) throw new Error('event without its equipment');
  return {
    id: message.id,
    revision: Number(message.revision),
    cafCode: message.cafCode,
    partnerStatus: message.partner?.status ?? '',
    openedOn: orNull(message.openedOn),
    closedOn: orNull(message.closedOn),
    authorizations: message.authorizations.map((each) => ({
      validFrom: each.validFrom,
      validTo: orNull(each.validTo),
      capacity: Number(each.capacity),
      modulated: each.modulated,
    })),
    generalSchemeRates: message.generalSchemeRates.map((each) => ({
      exercise: each.exercise,
      rate: Number(each.rate),
    })),
  };
}
