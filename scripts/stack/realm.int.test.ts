import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { passwordRules, realmName } from './realm.ts';

// The realm as Keycloak imported it, not as the file says it.
jest.setTimeout(60_000);

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

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(`${url}/admin/realms/${realmName}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
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
      passwordPolicy: passwordRules('guide-2016'),
    });
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
