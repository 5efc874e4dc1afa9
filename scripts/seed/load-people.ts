import type { Database } from '@portail/platform/db/database.ts';
import { eventually } from '../../services/platform/src/testing/eventually.ts';
import { RefusalError } from '../../services/platform/src/pure/refusal.ts';
import { keycloakAccounts } from '../../services/identity/src/accounts/keycloak-accounts.ts';
import { assembleIdentity, type IdentityActs } from '../../services/identity/src/assemble.ts';
import type { Actor } from '../../services/identity/src/domain/access.ts';
import type { User } from '../../services/identity/src/domain/user.ts';
import {
  demoAgents,
  demoPartnerUsers,
  demoPassword,
  type DemoAgent,
  type DemoPartnerUser,
  type DemoRole,
} from './accounts.ts';
import { userShape } from '../../services/identity/src/store/user-shape.ts';
import type { Team } from './journey.ts';
import type { RegisteredEquipment } from './load-equipments.ts';
import { sideBySide } from './side-by-side.ts';

/** People of the demo, by e-mail, with what they hold. */
export interface RegisteredPeople {
  readonly byEmail: ReadonlyMap<string, User>;
  readonly count: number;
  readonly habilitations: number;
  readonly termsVersion: string;
}

/** Keycloak, as the identity service signs in to it. */
export interface Administration {
  readonly KEYCLOAK_URL: string;
  readonly KEYCLOAK_REALM: string;
  readonly KEYCLOAK_ADMIN_CLIENT_ID: string;
  readonly KEYCLOAK_ADMIN_CLIENT_SECRET: string;
}

const all: readonly DemoRole[] = ['ACTIVITY_PROVIDER', 'APPROVER', 'FINANCIAL_PROVIDER'];
const since = '2012-01-15';
/** The conditions générales hold from the first day of 2013. */
const acceptedOn = new Date(Date.UTC(2013, 0, 2, 9));
const registeredOn = new Date(Date.UTC(2012, 0, 15, 9));
/** Accounts made at once: Keycloak hashes passwords, slowly on purpose, and a request of ours waits 3 s at most. */
export const accountsAtOnce = 2;
/** Everybody’s. */
export const password = { value: demoPassword, temporary: false } as const;

/** Registers agents, then partner users with their habilitations, as the Caf would; a repeat finds them there. */
export async function registerPeople(
  database: Database,
  administration: Administration,
  equipments: readonly RegisteredEquipment[],
): Promise<RegisteredPeople> {
  await knows(database, equipments.length);
  const acts = assembleIdentity(
    database,
    keycloakAccounts({
      url: administration.KEYCLOAK_URL,
      realm: administration.KEYCLOAK_REALM,
      clientId: administration.KEYCLOAK_ADMIN_CLIENT_ID,
      clientSecret: administration.KEYCLOAK_ADMIN_CLIENT_SECRET,
    }),
  );
  const termsVersion = await termsInForce(database);
  const people = [...demoPartnerUsers, ...otherUsers(equipments)];
  const known = await knownUsers(database);
  const waiting = [
    ...demoAgents.map((agent) => () => registerAgent(acts, known, agent)),
    ...people.map((person) => () => registerPartnerUser(acts, known, person, equipments, termsVersion)),
  ];
  const users = await sideBySide(accountsAtOnce, waiting, patiently);
  const byEmail = new Map(users.map((user) => [user.email, user]));
  const habilitations = users.reduce((sum, user) => sum + user.habilitations.length, 0);
  return { byEmail, count: users.length, habilitations, termsVersion };
}

/** Who acts on a nursery: the holder of each role, and the agent of its Caf. */
export function teamOf(people: RegisteredPeople, equipment: RegisteredEquipment): Team {
  const holder = (role: DemoRole): string => {
    for (const user of people.byEmail.values()) {
      if (user.habilitations.some(({ equipmentId, roles }) => equipmentId === equipment.id && roles.includes(role))) {
        return user.subject;
      }
    }
    throw new Error(`nobody is ${role} of ${equipment.demo.name}`);
  };
  const agent = people.byEmail.get(`agent@caf${equipment.demo.cafCode}.example`);
  if (!agent) throw new Error(`no agent of the Caf ${equipment.demo.cafCode}`);
  return {
    activity: holder('ACTIVITY_PROVIDER'),
    financial: holder('FINANCIAL_PROVIDER'),
    approver: holder('APPROVER'),
    agent: agent.subject,
  };
}

/** One user with every role for each partner whose accounts are not published. */
function otherUsers(equipments: readonly RegisteredEquipment[]): DemoPartnerUser[] {
  const published = new Set(demoPartnerUsers.map((user) => user.partner));
  const partners = [...new Set(equipments.map((each) => each.demo.partner.name))].filter(
    (name) => !published.has(name),
  );
  return partners.map((partner, index) => ({
    email: `direction${index + 1}@partenaires.example`,
    givenName: 'Camille',
    familyName: `Martel ${index + 1}`,
    partner,
    habilitations: {},
    words: 'tous les rôles',
  }));
}

/** Keycloak hashes passwords slowly on purpose; on a busy machine an account may need a second request. */
export function patiently<Made>(register: () => Promise<Made>): Promise<Made> {
  const limit = 120_000;
  return eventually(
    'an account of the demo',
    async () => {
      try {
        return await register();
      } catch (error) {
        if (error instanceof RefusalError && error.refusal.code === 'ACCOUNTS_UNAVAILABLE') return undefined;
        throw error;
      }
    },
    limit,
  );
}

/** Registers an agent or administrator, as the administrator above would. */
export async function registerAgent(
  acts: IdentityActs,
  known: ReadonlyMap<string, User>,
  agent: DemoAgent,
): Promise<User> {
  const { email, givenName, familyName, population, cafCodes } = agent;
  const registered = known.get(email);
  if (registered) return registered;
  const asked = { email, givenName, familyName, population, cafCodes, partnerId: null, password };
  return acts.registerUser(asked, { actor: registrarOf(agent), at: registeredOn });
}

/** Who registers an agent or administrator: the administrator above (domain.md section 5.3). */
function registrarOf({ population, cafCodes }: DemoAgent): Actor {
  switch (population) {
    case 'CAF_AGENT':
      return { kind: 'CAF_ADMIN', id: 'demo-caf-admin', cafCodes };
    case 'CAF_ADMIN':
      return { kind: 'CNAF_ADMIN', id: 'demo-cnaf-admin' };
    case 'CNAF_ADMIN':
      return { kind: 'SYSTEM', id: 'demo' };
  }
}

/** Registers a partner user with habilitations and accepted terms; who is there already gets what is missing. */
export async function registerPartnerUser(
  acts: IdentityActs,
  known: ReadonlyMap<string, User>,
  person: DemoPartnerUser,
  equipments: readonly RegisteredEquipment[],
  termsVersion: string,
): Promise<User> {
  const own = equipments.filter((each) => each.demo.partner.name === person.partner);
  const [first] = own;
  if (!first) throw new Error(`${person.partner} runs no nursery`);
  const act = {
    actor: { kind: 'CAF_AGENT', id: `demo-agent-${first.demo.cafCode}`, cafCodes: [first.demo.cafCode] },
    at: registeredOn,
  } as const;
  const { email, givenName, familyName } = person;
  const asked = {
    email,
    givenName,
    familyName,
    population: 'PARTNER',
    partnerId: first.partnerId,
    cafCodes: [],
    password,
  } as const;
  let user = known.get(email) ?? (await acts.registerUser(asked, act));
  for (const { id, demo } of own) {
    const roles = Object.keys(person.habilitations).length === 0 ? all : person.habilitations[demo.name];
    if (!roles || user.habilitations.some((each) => each.equipmentId === id)) continue;
    user = await acts.grantHabilitation(
      {
        id: user.id,
        expectedRevision: user.revision,
        equipmentId: id,
        roles,
        effectiveFrom: since,
        documentReference: `Bulletin d’adhésion du 15/01/2012 — ${person.partner}`,
      },
      act,
    );
  }
  if (user.termsVersion === termsVersion) return user;
  const themselves = { actor: { kind: 'PARTNER', id: user.id }, at: acceptedOn } as const;
  return acts.acceptTerms({ version: termsVersion }, themselves);
}

async function knows(database: Database, count: number): Promise<void> {
  await eventually(
    'identity to know every equipment',
    async () => {
      const [row] = await database.rows<{ count: number }>({
        name: 'demo-known',
        text: 'select count(*)::int as count from equipment',
      });
      return (row?.count ?? 0) >= count;
    },
    60_000,
  );
}

async function termsInForce(database: Database): Promise<string> {
  const [terms] = await database.rows<{ version: string }>({
    name: 'demo-terms',
    text: 'select version from terms order by in_force_from desc limit 1',
  });
  if (!terms) throw new Error('no conditions générales in force');
  return terms.version;
}

async function knownUsers(database: Database): Promise<ReadonlyMap<string, User>> {
  const rows = await database.rows<{ user: User }>({
    name: 'demo-users',
    text: `select ${userShape} as "user" from person p`,
  });
  return new Map(rows.map(({ user }) => [user.email, user]));
}
