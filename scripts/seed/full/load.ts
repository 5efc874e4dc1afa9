import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { drawIdsFrom } from '@portail/platform/pure/id.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { assembleEquipment } from '../../../services/equipment/src/assemble.ts';
import { assembleIdentity } from '../../../services/identity/src/assemble.ts';
import type { User } from '../../../services/identity/src/domain/user.ts';
import type { Accounts, NewAccount } from '../../../services/identity/src/usecases/ports.ts';
import { makeDeclaration, type Team } from '../journey.ts';
import { agentOf, registerOne, type RegisteredEquipment } from '../load-equipments.ts';
import { password, registerAgent, registerPartnerUser } from '../load-people.ts';
import { demoPartners, type DemoEquipment } from '../nurseries.ts';
import type { DemoPlan } from '../plans.ts';
import { fullAgents, fullPlans, fullUsers, withAccount, type FullSize } from './recipe.ts';
import type { ConnectedServices } from './services.ts';

/** A nursery with the people who act on it: what the declarations are made from. */
export interface Staffed extends RegisteredEquipment {
  readonly team: Team;
}

/** Version of the conditions générales that everyone of the recipe accepted. */
export const termsVersion = '2016-07';

/** Gestionnaires, nurseries, then people: the acts of the Caf, each by its agent. Ids are drawn from a fixed seed. */
export async function loadReferences(
  services: ConnectedServices,
  nurseries: readonly DemoEquipment[],
  size: FullSize,
  subjectOf: Accounts['ensure'],
): Promise<readonly Staffed[]> {
  drawIdsFrom('references');
  const equipments = await loadEquipments(services, nurseries);
  await services.settle();
  const users = await loadPeople(services, equipments, size, subjectOf);
  await services.settle();
  const teams = teamsOf(users);
  return equipments.map((each) => ({ ...each, team: teams(each) }));
}

async function loadEquipments({ equipment }: ConnectedServices, nurseries: readonly DemoEquipment[]) {
  const acts = assembleEquipment(equipment);
  const partnerIds = new Map<string, string>();
  for (const { name, status, cafCode } of demoPartners(nurseries)) {
    const { id } = await acts.registerPartner({ name, status }, agentOf(cafCode));
    partnerIds.set(name, id);
  }
  const registered: RegisteredEquipment[] = [];
  for (const demo of nurseries) {
    const partnerId = partnerIds.get(demo.partner.name) ?? '';
    registered.push({ demo, partnerId, id: await registerOne(acts, demo, partnerId) });
  }
  return registered;
}

async function loadPeople(
  { identity }: ConnectedServices,
  equipments: readonly RegisteredEquipment[],
  size: FullSize,
  ensure: Accounts['ensure'],
): Promise<readonly User[]> {
  const nothing = () => Promise.resolve();
  const acts = assembleIdentity(identity, {
    ensure,
    setEnabled: nothing,
    forcePasswordChange: nothing,
    giveProvisional: nothing,
    takeBackProvisional: nothing,
    sendPasswordLink: nothing,
    passwordSince: () => Promise.resolve(null),
    secondFactorOf: () => Promise.resolve({ since: null, recoveryCodesLeft: 0 }),
    secondFactorIsDue: () => Promise.resolve(false),
    forgetSecondFactor: nothing,
  });
  const nurseries = equipments.map(({ demo }) => demo);
  const byPartner = Map.groupBy(equipments, ({ demo }) => demo.partner.name);
  const people = [
    ...fullAgents(size).map((agent) => ({
      email: agent.email,
      register: () => registerAgent(acts, new Map(), agent),
    })),
    ...fullUsers(nurseries, size).map((person) => ({
      email: person.email,
      register: () => registerPartnerUser(acts, new Map(), person, byPartner.get(person.partner) ?? [], termsVersion),
    })),
  ];
  // Keycloak may still be starting: those who have an account there come last.
  const accountsLast = people.toSorted((a, b) => Number(withAccount.has(a.email)) - Number(withAccount.has(b.email)));
  const users = new Map<string, User>();
  for (const { email, register } of accountsLast) {
    users.set(email, await register());
    // Keycloak’s answers are heard meanwhile.
    await setImmediate();
  }
  return people.map(({ email }) => users.get(email)!);
}

/** Those who have an account in Keycloak, as they are registered there. */
export function newAccounts(nurseries: readonly DemoEquipment[], size: FullSize): NewAccount[] {
  const partners = fullUsers(nurseries, size).map((person) => ({ ...person, population: 'PARTNER' as const }));
  return [...fullAgents(size), ...partners]
    .filter(({ email }) => withAccount.has(email))
    .map(({ email, givenName, familyName, population }) => ({ email, givenName, familyName, population, password }));
}

/** A subject for someone who has no account: stable, and unknown to Keycloak, so that nobody signs in with it. */
export function subjectWithoutAccount({ email }: NewAccount): Promise<string> {
  const hex = createHash('sha256').update(email).digest('hex');
  const subject = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return Promise.resolve(subject);
}

/** Who acts on each nursery: the first holder of each role, and an agent of its Caf. */
function teamsOf(users: readonly User[]): (equipment: RegisteredEquipment) => Team {
  const holders = new Map<string, string>();
  const keep = (key: string, subject: string) => holders.has(key) || holders.set(key, subject);
  for (const { subject, population, cafCodes, habilitations } of users) {
    if (population === 'CAF_AGENT' && cafCodes.length === 1) keep(`agent ${cafCodes.join()}`, subject);
    for (const { equipmentId, roles } of habilitations)
      for (const role of roles) keep(`${role} ${equipmentId}`, subject);
  }
  return ({ id, demo }) => {
    const holder = (key: string): string => {
      const subject = holders.get(key);
      if (subject === undefined) throw new Error(`nobody is ${key}, for ${demo.name}`);
      return subject;
    };
    return {
      activity: holder(`ACTIVITY_PROVIDER ${id}`),
      financial: holder(`FINANCIAL_PROVIDER ${id}`),
      approver: holder(`APPROVER ${id}`),
      agent: holder(`agent ${demo.cafCode}`),
    };
  };
}

/**
 * The declarations of one nursery, act by act. Figures that the controls refuse leave a declaration where it stands, as they
 * do for anyone.
 * @returns how many were made, and how many of them stand before the stage they were meant to reach
 */
export async function declare(
  services: ConnectedServices,
  staffed: Staffed,
  plans: readonly DemoPlan[] = fullPlans(staffed.demo),
): Promise<{ made: number; held: number }> {
  const { acts, workflow, setClock } = services;
  drawIdsFrom(`declarations ${staffed.demo.number}`);
  let held = 0;
  for (const plan of plans) {
    try {
      const tools = { acts, database: workflow, termsVersion, clock: setClock };
      await makeDeclaration(tools, staffed.team, { ...plan, equipmentId: staffed.id });
    } catch (error) {
      const refused = error instanceof RefusalError && error.refusal.kind !== 'not-found';
      const what = `${staffed.demo.name}, ${plan.type} ${plan.exercise}, towards ${plan.stage}`;
      if (!refused) throw new Error(`the load stopped at ${what}`, { cause: error });
      held += 1;
    }
  }
  await services.hearHeld();
  return { made: plans.length, held };
}
