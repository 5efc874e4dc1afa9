import { randomBytes, randomUUID } from 'node:crypto';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { accepted, type ApiClient } from './api-client.ts';
import { givePassword } from './accounts-desk.ts';
import { read } from './acts.ts';
import { signIn, type Account } from './sign-in.ts';

/** A gestionnaire with its nurseries, made for one scenario so that no other scenario touches it. */
export interface World {
  readonly partnerId: string;
  /** Name of the gestionnaire, which the names of its equipments begin with. */
  readonly partnerName: string;
  /** Ids of the equipments, in the order asked for. */
  readonly equipmentIds: readonly string[];
  /** Names of the equipments, in the same order. */
  readonly equipmentNames: readonly string[];
}

/** A person of a gestionnaire. */
export interface Person extends Account {
  readonly id: string;
  readonly name: string;
}

export type Role = 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER';

interface Revised {
  readonly id: string;
  readonly revision: number;
}

/** Exercises of which the equipments of a world know their general-scheme rate. */
const exercises = [2014, 2015, 2016, 2017];

/** Registers a gestionnaire with `count` equipments of 20 places, through the agent’s own commands. */
export async function newWorld(agent: ApiClient, name: string, count = 1): Promise<World> {
  const tag = randomBytes(4).toString('hex');
  const partner = accepted(
    'partner',
    await agent.send<Revised>(
      'POST',
      '/api/equipment/partners',
      { name: `${name} ${tag}`, status: 'ASSOCIATION' },
      { key: randomUUID() },
    ),
  );
  const cafCode = await cafCodeOf(agent);
  const equipmentIds: string[] = [];
  const equipmentNames: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // « n2 », not « 2 »: a search for the second finds nothing of the first, whose tag may hold a 2.
    const equipmentName = `${name} ${tag} n${index + 1}`;
    equipmentIds.push(await newEquipment(agent, { partnerId: partner.id, cafCode, name: equipmentName, tag, index }));
    equipmentNames.push(equipmentName);
  }
  return { partnerId: partner.id, partnerName: `${name} ${tag}`, equipmentIds, equipmentNames };
}

async function newEquipment(
  agent: ApiClient,
  wanted: { partnerId: string; cafCode: string; name: string; tag: string; index: number },
): Promise<string> {
  const body = {
    partnerId: wanted.partnerId,
    cafCode: wanted.cafCode,
    name: wanted.name,
    careType: 'COLLECTIVE',
    activityType: 'Multi-accueil',
    address: '1, rue des Essais',
    postalCode: '37210',
    commune: 'Montrevel',
    departmentCode: '37',
    afcFileNumber: '201600001',
    idequ: `${wanted.tag}${wanted.index}`,
    openedOn: '2010-01-01',
  };
  const { id } = accepted(
    'equipment',
    await agent.send<Revised>('POST', '/api/equipment/equipments', body, { key: randomUUID() }),
  );
  const change = async (method: 'POST' | 'PUT', path: string, asked: unknown): Promise<void> => {
    const url = `/api/equipment/equipments/${id}`;
    const { revision } = accepted('equipment', await agent.get<Revised>(url));
    accepted(path, await agent.send(method, `${url}${path}`, asked, { revision }));
  };
  await change('POST', '/authorizations', {
    validFrom: '2010-01-01',
    capacity: 2_000,
    modulated: false,
    slots: [],
    ageFrom: 2,
    ageTo: 72,
    openingHours: '7 h 30 – 18 h 30, du lundi au vendredi',
  });
  for (const exercise of exercises) await change('PUT', `/general-scheme-rates/${exercise}`, { rate: 9_600 });
  return id;
}

/** Creates a person of the world’s gestionnaire with roles by equipment (index in the world), and a password. */
export async function newPerson(
  agent: ApiClient,
  world: World,
  familyName: string,
  roles: Readonly<Record<number, readonly Role[]>>,
): Promise<Person> {
  const email = `${familyName}.${randomBytes(4).toString('hex')}@scenario.example`.toLowerCase();
  // Identity hears of a new gestionnaire over the bus.
  const { id } = await eventually(`identity to know the gestionnaire of ${familyName}`, async () => {
    const body = { email, givenName: 'Camille', familyName, population: 'PARTNER', partnerId: world.partnerId };
    const answer = await agent.send<Revised>('POST', '/api/identity/users', body);
    return ![404, 422].includes(answer.status) && accepted(`user ${email}`, answer);
  });
  for (const [index, granted] of Object.entries(roles)) {
    await grant(agent, { id, email }, world.equipmentIds[Number(index)]!, granted);
  }
  return { id, name: `Camille ${familyName}`, ...(await givePassword(email)) };
}

/** The Caf habilitates a person on an equipment, from today on. */
export async function grant(
  agent: ApiClient,
  person: Pick<Person, 'id' | 'email'>,
  equipmentId: string,
  roles: readonly Role[],
): Promise<void> {
  const user = `/api/identity/users/${person.id}`;
  const { revision } = accepted(user, await agent.get<Revised>(user));
  const body = { roles, effectiveFrom: todayInParis(), documentReference: 'Scénario' };
  // Identity hears of a new equipment over the bus.
  await eventually(`the habilitation of ${person.email}`, async () => {
    const path = `${user}/habilitations/${equipmentId}`;
    const answer = await agent.send<Revised>('PUT', path, body, { revision });
    return answer.status !== 404 && accepted(`habilitation of ${person.email}`, answer);
  });
}

/** The three usual people of one equipment, signed in on the portal. */
export interface Team {
  readonly activity: ApiClient;
  readonly financial: ApiClient;
  readonly approver: ApiClient;
  readonly people: { readonly activity: Person; readonly financial: Person; readonly approver: Person };
}

/** Creates and signs in an activity provider, a financial provider and an approver of the first equipment. */
export async function newTeam(agent: ApiClient, world: World): Promise<Team> {
  const activity = await newPerson(agent, world, 'Activite', { 0: ['ACTIVITY_PROVIDER'] });
  const financial = await newPerson(agent, world, 'Financier', { 0: ['FINANCIAL_PROVIDER'] });
  const approver = await newPerson(agent, world, 'Approbateur', { 0: ['APPROVER'] });
  return {
    activity: await signIn('portal', activity),
    financial: await signIn('portal', financial),
    approver: await signIn('portal', approver),
    people: { activity, financial, approver },
  };
}

/** Waits until these people may read the declaration: their habilitations travel over the bus. */
export async function knownTo(id: string, ...people: ApiClient[]): Promise<void> {
  for (const person of people) {
    await eventually('the declaration to be readable', async () =>
      read(person, id).catch((error: unknown) => {
        if (/: (403|404) /.test(String(error))) return undefined;
        throw error;
      }),
    );
  }
}

/** The day in Paris, ISO: a habilitation begins today at the earliest. */
export function todayInParis(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
}

async function cafCodeOf(agent: ApiClient): Promise<string> {
  const me = accepted('who am I', await agent.get<{ cafCodes: readonly string[] }>('/api/identity/me'));
  const [cafCode] = me.cafCodes;
  if (cafCode === undefined) throw new Error('this agent has no Caf');
  return cafCode;
}
