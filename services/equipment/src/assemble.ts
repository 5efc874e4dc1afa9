import type { Database } from '@portail/platform/db/database.ts';
import { recordEquipment, recordEquipments, recordPartner } from './events/out/record.ts';
import { equipmentStore, partnerStore } from './store/equipment-store.ts';
import * as acts from './usecases/equipment-acts.ts';
import { applyRates, previewRates } from './usecases/import-rates.ts';
import type { EquipmentPorts } from './usecases/ports.ts';
import { registerEquipment } from './usecases/register-equipment.ts';
import { registerPartner } from './usecases/register-partner.ts';

/** The acts of this service on a database; the caller gives the actor and the time. Routes and the demo data use them alike. */
export function assembleEquipment(database: Pick<Database, 'transaction'>) {
  const ports: EquipmentPorts = {
    transaction: (work) => database.transaction(work),
    partners: partnerStore,
    equipments: equipmentStore,
    record: { partner: recordPartner, equipment: recordEquipment, equipments: recordEquipments },
  };
  return {
    registerPartner: bind(registerPartner, ports),
    registerEquipment: bind(registerEquipment, ports),
    changeIdentity: bind(acts.changeIdentity, ports),
    grantAuthorization: bind(acts.grantAuthorization, ports),
    correctAuthorization: bind(acts.correctAuthorization, ports),
    withdrawAuthorization: bind(acts.withdrawAuthorization, ports),
    setGeneralSchemeRate: bind(acts.setGeneralSchemeRate, ports),
    writeNote: bind(acts.writeNote, ports),
    appointReferent: bind(acts.appointReferent, ports),
    closeEquipment: bind(acts.closeEquipment, ports),
    previewRates: bind(previewRates, ports),
    applyRates: bind(applyRates, ports),
    reopenEquipment: bind(acts.reopenEquipment, ports),
  };
}

/** The acts of this service. */
export type EquipmentActs = ReturnType<typeof assembleEquipment>;

function bind<Asked, Act, Answer>(
  act: (ports: EquipmentPorts, asked: Asked, by: Act) => Promise<Answer>,
  ports: EquipmentPorts,
): (asked: Asked, by: Act) => Promise<Answer> {
  return (asked, by) => act(ports, asked, by);
}
