import type { Database } from '@portail/platform/db/database.ts';
import { assembleEquipment } from '../../services/equipment/src/assemble.ts';
import { demoEquipments, demoPartners, type DemoEquipment } from './nurseries.ts';
import { sideBySide } from './side-by-side.ts';

/** A nursery of the demo with the ids its services gave it. */
export interface RegisteredEquipment {
  readonly demo: DemoEquipment;
  readonly id: string;
  readonly partnerId: string;
}

const registeredOn = new Date(Date.UTC(2012, 0, 10, 9));
const closingToldOn = new Date(Date.UTC(2016, 3, 4, 9));
const notedOn = new Date(Date.UTC(2017, 0, 9, 9));
const exercises = [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023] as const;

const referents: Readonly<Record<string, { name: string; email: string; phone: string }>> = {
  '371': { name: 'Paul Lambert', email: 'agent@caf371.example', phone: '02 00 00 37 10' },
  '861': { name: 'Anne Delmas', email: 'agent@caf861.example', phone: '05 00 00 86 10' },
};

/** Registers gestionnaires and nurseries as an agent of their Caf would; keys make a repeat harmless. */
export async function registerEquipments(database: Database): Promise<readonly RegisteredEquipment[]> {
  const acts = assembleEquipment(database);
  const equipments = demoEquipments();
  const partnerIds = new Map<string, string>();
  for (const partner of demoPartners(equipments)) {
    const { id } = await acts.registerPartner(
      { name: partner.name, status: partner.status, idempotencyKey: `demo-partner-${partner.name}` },
      agentOf(partner.cafCode),
    );
    partnerIds.set(partner.name, id);
  }
  return sideBySide(8, equipments, async (demo) => {
    const partnerId = partnerIds.get(demo.partner.name) ?? '';
    return { demo, partnerId, id: await registerOne(acts, demo, partnerId) };
  });
}

/** The agent of a Caf, the day nurseries are registered. */
export function agentOf(cafCode: string) {
  return { actor: { kind: 'CAF', id: `demo-agent-${cafCode}`, cafCodes: [cafCode] }, at: registeredOn } as const;
}

/** Registers one nursery with its authorisation, rates and referent; one that has them is left alone. */
export async function registerOne(
  acts: ReturnType<typeof assembleEquipment>,
  demo: DemoEquipment,
  partnerId: string,
): Promise<string> {
  const act = agentOf(demo.cafCode);
  const registered = await acts.registerEquipment(
    {
      cafCode: demo.cafCode,
      partnerId,
      idempotencyKey: `demo-equipment-${demo.number}`,
      identity: {
        name: demo.name,
        careType: demo.careType,
        activityType: demo.activityType,
        address: demo.address,
        postalCode: demo.postalCode,
        commune: demo.commune,
        departmentCode: demo.departmentCode,
        afcFileNumber: `2012${String(demo.number).padStart(5, '0')}`,
        idequ: String(100_000 + demo.number),
        openedOn: '2010-09-01',
      },
    },
    act,
  );
  let { revision } = registered;
  if (revision > 1) return registered.id;
  const target = () => ({ id: registered.id, expectedRevision: revision });
  ({ revision } = await acts.grantAuthorization(
    {
      ...target(),
      authorization: {
        validFrom: '2010-09-01',
        validTo: demo.authorizedUntil,
        capacity: demo.places * 100,
        modulated: demo.modulated,
        slots: demo.modulated ? slotsOf(demo) : [],
        ageFrom: 2,
        ageTo: 72,
        openingHours: `${demo.span} h par jour, du lundi au vendredi`,
      },
    },
    act,
  ));
  for (const exercise of exercises) {
    const rate = Math.round(demo.generalScheme * 100);
    ({ revision } = await acts.setGeneralSchemeRate({ ...target(), exercise, rate }, act));
  }
  if (demo.closedOn) {
    const closing = { closedOn: demo.closedOn, reason: 'Fin de la convention d’objectifs et de financement.' };
    ({ revision } = await acts.closeEquipment({ ...target(), ...closing }, { ...act, at: closingToldOn }));
  }
  const referent = referents[demo.cafCode];
  if (referent) ({ revision } = await acts.appointReferent({ ...target(), referent }, act));
  if (demo.number === 1) {
    const text =
      'La réelle 2016 est à transmettre avant la fin de la campagne. Votre référent répond à vos questions chaque matin.';
    await acts.writeNote({ ...target(), text }, { ...act, at: notedOn });
  }
  return registered.id;
}

/** Golden case X1 of domain.md section 2.3 in proportion. */
function slotsOf({ days, places }: DemoEquipment) {
  return [
    { label: 'Matin', days, startsAt: 420, endsAt: 510, places: places * 50 },
    { label: 'Journée', days, startsAt: 510, endsAt: 990, places: places * 100 },
    { label: 'Soir', days, startsAt: 990, endsAt: 1_080, places: places * 60 },
  ];
}
