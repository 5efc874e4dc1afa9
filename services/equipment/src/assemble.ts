import type { Database } from '@portail/platform/db/database.ts';
import { recordEquipment, recordPartner } from './events/out/record.ts';
import { equipmentStore, partnerStore } from './store/equipment-store.ts';
import { appointReferent } from './usecases/appoint-referent.ts';
import { changeIdentity } from './usecases/change-identity.ts';
import { grantAuthorization } from './usecases/grant-authorization.ts';
import type { EquipmentPorts } from './usecases/ports.ts';
import { registerEquipment } from './usecases/register-equipment.ts';
import { registerPartner } from './usecases/register-partner.ts';
import { setGeneralSchemeRate } from './usecases/set-general-scheme-rate.ts';
import { writeNote } from './usecases/write-note.ts';

/** The acts of this service on a database; the caller gives the actor and the time. Routes and the demo data use them alike. */
export function assembleEquipment(database: Pick<Database, 'transaction'>) {
  const ports: EquipmentPorts = {
    transaction: (work) => database.transaction(work),
    partners: partnerStore,
    equipments: equipmentStore,
    record: { partner: recordPartner, equipment: recordEquipment },
  };
  return {
    registerPartner: bind(registerPartner, ports),
    registerEquipment: bind(registerEquipment, ports),
    changeIdentity: bind(changeIdentity, ports),
    grantAuthorization: bind(grantAuthorization, ports),
    setGeneralSchemeRate: bind(setGeneralSchemeRate, ports),
    writeNote: bind(writeNote, ports),
    appointReferent: bind(appointReferent, ports),
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
