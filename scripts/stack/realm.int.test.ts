import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { ensureSignInFlow, requireSecondFactor, type AskRealm } from './provision/sign-in-flow.ts';
import { passwordPolicyNamed, realmName } from './realm.ts';

// The realm as Keycloak imported it, not as the file says it.
jest.setTimeout(60_000);

interface Execution {
  readonly level: number;
  readonly displayName: string;
  readonly requirement: string;
  readonly alias?: string;
}

interface Client {
  readonly id: string;
  readonly redirectUris: readonly string[];
  readonly standardFlowEnabled: boolean;
  readonly directAccessGrantsEnabled: boolean;
  readonly implicitFlowEnabled: boolean;
  readonly publicClient: boolean;
  readonly attributes: Record<string, string>;
}

const url = testVariable('TEST_KEYCLOAK_URL');
let token: string;

beforeAll(async () => {
  const answer = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'admin-cli',
      username: testVariable('TEST_KEYCLOAK_MASTER_USER'),
      password: testVariable('TEST_KEYCLOAK_MASTER_PASSWORD'),
    }),
  });
  token = ((await answer.json()) as { access_token: string }).access_token;
});

/** Asks Keycloak’s administration about one realm. */
const asking =
  (realm: string): AskRealm =>
  async (method, path, body) => {
    const answer = await fetch(`${url}/admin/realms/${realm}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect([method, path, answer.ok]).toEqual([method, path, true]);
    return answer;
  };

async function read<T>(path: string, realm = realmName): Promise<T> {
  return (await (await asking(realm)('GET', path)).json()) as T;
}

async function clientOf(clientId: string): Promise<Client> {
  const [client] = await read<Client[]>(`/clients?clientId=${clientId}`);
  if (client === undefined) throw new Error(`the realm has no client ${clientId}`);
  return client;
}

describe('the realm', () => {
  test('speaks French, locks for a while, registers nobody and asks the guide’s passwords', async () => {
    expect(await read('')).toMatchObject({
      defaultLocale: 'fr',
      internationalizationEnabled: true,
      bruteForceProtected: true,
      permanentLockout: false,
      registrationAllowed: false,
      loginWithEmailAllowed: true,
      accessTokenLifespan: 300,
      defaultSignatureAlgorithm: 'RS256',
      passwordPolicy: passwordPolicyNamed('guide-2016').passwordPolicy,
    });
  });

  test('one imported before the second factor gets the same sign-in as one imported today', async () => {
    const realm = `realm-${randomBytes(4).toString('hex')}`;
    const ask = asking(realm);
    await asking('')('POST', '', { realm, enabled: true });
    try {
      for (const _twice of [1, 2]) await ensureSignInFlow(ask);
      await requireSecondFactor(ask, 'DISABLED');
      const shape = async (name: string) =>
        (await read<Execution[]>('/authentication/flows/sign-in/executions', name)).map(
          ({ level, displayName, requirement, alias }) => ({ level, displayName, requirement, alias }),
        );
      expect(await shape(realm)).toEqual(await shape(realmName));
      expect(await read('', realm)).toMatchObject({ browserFlow: 'sign-in' });
      const allowed = await read<{ alias: string; enabled: boolean }[]>('/authentication/required-actions', realm);
      expect(allowed.filter(({ enabled }) => enabled).map(({ alias }) => alias)).toEqual([
        'UPDATE_PASSWORD',
        'CONFIGURE_TOTP',
        'CONFIGURE_RECOVERY_AUTHN_CODES',
      ]);
    } finally {
      await ask('DELETE', '');
    }
  });

  test.each(['portal', 'admin'])('%s signs in by code with PKCE only, to one address', async (name) => {
    const client = await clientOf(name);
    expect(client).toMatchObject({
      standardFlowEnabled: true,
      directAccessGrantsEnabled: false,
      implicitFlowEnabled: false,
      publicClient: false,
    });
    expect(client.attributes['pkce.code.challenge.method']).toBe('S256');
    // Without it a suspended person’s page lives on until its token is renewed.
    expect(client.attributes['backchannel.logout.url']).toMatch(/^http:\/\/localhost:\d+\/auth\/back-channel-logout$/);
    expect(client.redirectUris).toEqual([expect.stringMatching(/^http:\/\/localhost:\d+\/auth\/callback$/)]);
  });

  test('tokens are for our services only and say who it is', async () => {
    const { id } = await clientOf('portal');
    // Any user will do; this one always exists.
    const { id: user } = await read<{ id: string }>(
      `/clients/${(await clientOf('identity-admin')).id}/service-account-user`,
    );
    const query = `scope=openid%20profile%20email&userId=${user}`;
    const content = await read<Record<string, unknown>>(
      `/clients/${id}/evaluate-scopes/generate-example-access-token?${query}`,
    );
    expect(content['aud']).toBe('portail-services');
    expect(content['sub']).toBe(user);
    expect(String(content['scope']).split(' ').sort()).toEqual(['email', 'openid', 'profile']);
  });

  test('the service account of identity manages users and nothing else', async () => {
    const { id } = await clientOf('identity-admin');
    const account = await read<{ id: string }>(`/clients/${id}/service-account-user`);
    const mappings = await read<{ clientMappings: Record<string, { mappings: { name: string }[] }> }>(
      `/users/${account.id}/role-mappings`,
    );
    const roles = mappings.clientMappings['realm-management']?.mappings.map(({ name }) => name).sort();
    expect(roles).toEqual(['manage-users', 'query-users', 'view-realm', 'view-users']);
  });
});
