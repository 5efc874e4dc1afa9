import { testVariable } from '@portail/platform/testing/test-servers.ts';

/**
 * Asks Keycloak about the realm of the tests, as its own administrator: what no account of this service may do.
 * @throws Error on any answer but 2xx
 */
export async function asAdministrator(method: string, path: string, body?: object): Promise<unknown> {
  const keycloak = testVariable('TEST_KEYCLOAK_URL');
  const grant = await fetch(`${keycloak}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'password', client_id: 'admin-cli' },
      username: testVariable('TEST_KEYCLOAK_MASTER_USER'),
      password: testVariable('TEST_KEYCLOAK_MASTER_PASSWORD'),
    }),
  });
  const { access_token: token } = (await grant.json()) as { access_token: string };
  const answer = await fetch(`${keycloak}/admin/realms/portail${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`Keycloak ${method} ${path}: ${answer.status} ${await answer.text()}`);
  return method === 'GET' ? answer.json() : undefined;
}
