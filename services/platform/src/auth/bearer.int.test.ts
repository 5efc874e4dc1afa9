import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, type JWTPayload } from 'jose';
import { testVariable } from '../testing/test-servers.ts';
import { keycloakVerifier, type VerifyToken } from './bearer.ts';

const audience = 'portail-services';
const keycloak = testVariable('TEST_KEYCLOAK_URL');
const realm = `test-${randomUUID()}`;
const issuer = `${keycloak}/realms/${realm}`;

let ours: KeyObject;
let kid: string;
let verify: VerifyToken;

async function administrate(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${keycloak}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'admin-cli',
      username: testVariable('TEST_KEYCLOAK_MASTER_USER'),
      password: testVariable('TEST_KEYCLOAK_MASTER_PASSWORD'),
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const done = await fetch(`${keycloak}/admin/realms${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!done.ok) throw new Error(`${method} ${path}: ${done.status} ${await done.text()}`);
}

beforeAll(async () => {
  // The realm signs with a key of ours, so that the test can sign tokens Keycloak itself would never issue.
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  ours = pair.privateKey;
  await administrate('POST', '', {
    realm,
    enabled: true,
    components: {
      'org.keycloak.keys.KeyProvider': [
        {
          name: 'test-key',
          providerId: 'rsa',
          config: {
            privateKey: [pair.privateKey.export({ type: 'pkcs8', format: 'pem' })],
            priority: ['200'],
            algorithm: ['RS256'],
          },
        },
      ],
    },
  });
  const certificates = (await (await fetch(`${issuer}/protocol/openid-connect/certs`)).json()) as {
    keys: { kid: string; alg: string; n: string }[];
  };
  const modulus = pair.publicKey.export({ format: 'jwk' }).n;
  kid = certificates.keys.find((key) => key.n === modulus)?.kid ?? 'unknown';
  verify = keycloakVerifier({ keycloakUrl: keycloak, realm, audience });
});

afterAll(() => administrate('DELETE', `/${realm}`));

const seconds = () => Math.floor(Date.now() / 1000);

function claims(changes: JWTPayload = {}): JWTPayload {
  const good = {
    iss: issuer,
    sub: 'subject-1',
    typ: 'Bearer',
    aud: [audience, 'account'],
    iat: seconds(),
    exp: seconds() + 60,
    email: 'claire@example.fr',
    name: 'Claire Roux',
    realm_access: { roles: ['partner'] },
  };
  return { ...good, ...changes };
}

const sign = (payload: JWTPayload, key: KeyObject = ours, header: object = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT', ...header }).sign(key);

describe('a bearer token', () => {
  test('that is good says who is calling', async () => {
    expect(await verify(await sign(claims()))).toEqual({
      subject: 'subject-1',
      email: 'claire@example.fr',
      name: 'Claire Roux',
      realmRoles: ['partner'],
    });
  });

  test.each<[string, JWTPayload]>([
    ['without exp', { exp: undefined }],
    ['expired', { exp: seconds() - 1 }],
    ['not yet valid', { nbf: seconds() + 60 }],
    ['for another audience', { aud: ['account'] }],
    ['without audience', { aud: undefined }],
    ['of another issuer', { iss: `${keycloak}/realms/other` }],
    ['of another type', { typ: 'ID' }],
    ['without a subject', { sub: undefined }],
  ])('%s is refused', async (_what, changes) => {
    await expect(verify(await sign(claims(changes)))).rejects.toThrow();
  });

  test('of an issuer that this process reaches under another address is verified with the keys found there', async () => {
    const outside = 'http://comptes.example';
    const verifyOutside = keycloakVerifier({ keycloakUrl: outside, internalUrl: keycloak, realm, audience });
    const named = await verifyOutside(await sign(claims({ iss: `${outside}/realms/${realm}` })));
    expect(named.subject).toBe('subject-1');
    await expect(verifyOutside(await sign(claims()))).rejects.toThrow();
  });

  test('signed by another key is refused', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await expect(verify(await sign(claims(), privateKey))).rejects.toThrow();
  });

  test('whose content was changed is refused', async () => {
    const [header, , signature] = (await sign(claims())).split('.');
    const forged = Buffer.from(JSON.stringify(claims({ realm_access: { roles: ['cnaf-admin'] } }))).toString(
      'base64url',
    );
    await expect(verify(`${header}.${forged}.${signature}`)).rejects.toThrow();
  });

  test('without a signature is refused', async () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    await expect(verify(`${encode({ alg: 'none', kid })}.${encode(claims())}.`)).rejects.toThrow();
    await expect(verify('nonsense')).rejects.toThrow();
  });
});
