import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import type { PopulationRole } from '../site.ts';

const keycloakFolder = resolve(import.meta.dirname, '../../../../deploy/keycloak');
const fileOf = (name: string) => readFileSync(resolve(keycloakFolder, name), 'utf8');

/** A named policy of passwords. */
export type PasswordPolicy = 'guide-2016' | 'reinforced';

interface PolicyRules {
  readonly passwordPolicy: string;
  readonly secondFactorOfAgents: string;
}

/** An account of a test realm. */
export interface TestPerson {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** A realm of the real Keycloak, made from the product’s own realm file, for one test file. */
export interface TestRealm {
  readonly name: string;
  readonly portalSecret: string;
  readonly adminSecret: string;
  /** @param chosen what is not made up: an address, a password to be changed at first use */
  addPerson(
    roles: readonly PopulationRole[],
    chosen?: { readonly email?: string; readonly temporary?: boolean },
  ): Promise<TestPerson>;
  /** Asks a new password at the next sign-in. */
  askPasswordChange(person: TestPerson): Promise<void>;
  /** Has Keycloak read its users anew from its database. */
  forgetUsers(): Promise<void>;
  disable(person: TestPerson): Promise<void>;
  /** Ends every session of a person, as the identity service does. */
  logOut(person: TestPerson): Promise<void>;
  /** Sessions that Keycloak itself keeps for a person. */
  sessionsOf(person: TestPerson): Promise<unknown[]>;
  /** How many times tokens were refreshed for a person. */
  refreshesOf(person: TestPerson): Promise<number>;
  /**
   * Waits until Keycloak counts that many refusals in a row of a person. It counts them after it has answered, and takes nothing
   * from that person until it has.
   */
  refusalsCounted(person: TestPerson, count: number): Promise<void>;
  /** Signs what follows with a new key; what was signed before stays good. */
  rotateKeys(): Promise<void>;
  /** Changes settings of the realm. */
  change(settings: object): Promise<void>;
  drop(): Promise<void>;
}

/** Creates it. */
export async function createTestRealm(
  origins: { readonly portal: string; readonly admin: string },
  policy: PasswordPolicy = 'guide-2016',
): Promise<TestRealm> {
  const name = `gateway-${randomBytes(4).toString('hex')}`;
  const [portalSecret, adminSecret] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
  const rules = (JSON.parse(fileOf('password-policies.json')) as Record<PasswordPolicy, PolicyRules>)[policy];
  const values: Record<string, string> = {
    PORTAIL_PASSWORD_POLICY: rules.passwordPolicy,
    PORTAIL_SECOND_FACTOR: rules.secondFactorOfAgents,
    PORTAIL_PORTAL_ORIGIN: origins.portal,
    PORTAIL_ADMIN_ORIGIN: origins.admin,
    PORTAIL_PORTAL_INTERNAL_ORIGIN: origins.portal,
    PORTAIL_ADMIN_INTERNAL_ORIGIN: origins.admin,
    PORTAIL_PORTAL_CLIENT_SECRET: portalSecret,
    PORTAIL_ADMIN_CLIENT_SECRET: adminSecret,
    PORTAIL_IDENTITY_ADMIN_CLIENT_SECRET: randomBytes(24).toString('hex'),
    PORTAIL_SMTP_HOST: '127.0.0.1',
    PORTAIL_SMTP_PORT: '25',
  };
  const text = fileOf('portail-realm.json').replaceAll(/\$\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
  const base = testVariable('TEST_KEYCLOAK_URL');
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(`${base}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${await masterToken(base)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const read = async <T>(path: string) => (await call('GET', path).then((answer) => answer.json())) as T;
  await call('POST', '', {
    ...(JSON.parse(text) as object),
    realm: name,
    enabledEventTypes: ['REFRESH_TOKEN'],
  });

  return {
    name,
    portalSecret,
    adminSecret,
    addPerson: async (
      roles,
      { email = `p${randomBytes(4).toString('hex')}@creche.example`, temporary = false } = {},
    ) => {
      const password = 'un secret de test 1';
      const created = await call('POST', `/${name}/users`, {
        username: email,
        email,
        emailVerified: true,
        firstName: 'Jeanne',
        lastName: 'Roux',
        enabled: true,
        credentials: [{ type: 'password', value: password, temporary }],
      });
      const id = created.headers.get('location')?.split('/').at(-1) ?? '';
      const mappings = await Promise.all(roles.map((role) => read(`/${name}/roles/${role}`)));
      await call('POST', `/${name}/users/${id}/role-mappings/realm`, mappings);
      return { id, email, password, name: 'Jeanne Roux' };
    },
    askPasswordChange: async ({ id }) =>
      void (await call('PUT', `/${name}/users/${id}`, { requiredActions: ['UPDATE_PASSWORD'] })),
    forgetUsers: async () => void (await call('POST', `/${name}/clear-user-cache`)),
    disable: async ({ id }) => void (await call('PUT', `/${name}/users/${id}`, { enabled: false })),
    logOut: async ({ id }) => void (await call('POST', `/${name}/users/${id}/logout`)),
    sessionsOf: ({ id }) => read(`/${name}/users/${id}/sessions`),
    refreshesOf: async ({ id }) =>
      (await read<unknown[]>(`/${name}/events?type=REFRESH_TOKEN&user=${id}&max=1000`)).length,
    refusalsCounted: async ({ id }, count) =>
      void (await eventually(`${count} refusals`, async () => {
        const { numFailures } = await read<{ numFailures: number }>(
          `/${name}/attack-detection/brute-force/users/${id}`,
        );
        return numFailures === count;
      })),
    rotateKeys: async () =>
      void (await call('POST', `/${name}/components`, {
        name: randomBytes(4).toString('hex'),
        providerId: 'rsa-generated',
        providerType: 'org.keycloak.keys.KeyProvider',
        config: { priority: [String(Date.now())] },
      })),
    change: async (settings) => void (await call('PUT', `/${name}`, settings)),
    drop: async () => void (await call('DELETE', `/${name}`)),
  };
}

async function masterToken(base: string): Promise<string> {
  const answer = await fetch(`${base}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'admin-cli',
      username: testVariable('TEST_KEYCLOAK_MASTER_USER'),
      password: testVariable('TEST_KEYCLOAK_MASTER_PASSWORD'),
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (!token) throw new Error('the master realm gave no token');
  return token;
}
