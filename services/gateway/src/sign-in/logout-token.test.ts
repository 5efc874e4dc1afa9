import { beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { isKeysUnavailable, logoutTokenVerifier } from './logout-token.ts';

const now = Date.parse('2026-11-28T09:00:00Z');
const event = 'http://schemas.openid.net/event/backchannel-logout';
const usual = { sub: 's1', sid: 'k1', jti: 'j1', events: { [event]: {} } };

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let others: Awaited<ReturnType<typeof generateKeyPair>>;
let published: string;
let away = false;

beforeAll(async () => {
  [keys, others] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  published = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] });
});

const verify = () =>
  logoutTokenVerifier({
    issuer: 'https://keycloak.example/realms/portail',
    keys: new URL('https://keycloak.example/certs'),
    audience: 'portal',
    fetch: async () => {
      if (away) throw new TypeError('fetch failed');
      return new Response(published, { headers: { 'content-type': 'application/json' } });
    },
    timeout: 1_000,
    now: () => now,
  });

function token(
  claims: JWTPayload,
  { signer = keys.privateKey, audience = 'portal', issuer = 'https://keycloak.example/realms/portail', at = now } = {},
) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(at / 1_000)
    .sign(signer);
}
const outcome = async (given: Promise<string> | string) =>
  verify()(await given).catch((error: unknown) => (isKeysUnavailable(error) ? 'away' : 'refused'));

describe('a logout token', () => {
  test('names whose sessions ended', async () => {
    expect(await outcome(token(usual))).toEqual({ subject: 's1', sessionId: 'k1' });
    expect(await outcome(token({ ...usual, sid: undefined }))).toEqual({ subject: 's1', sessionId: undefined });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['of somebody else’s key', () => token(usual, { signer: others.privateKey })],
    ['for another site', () => token(usual, { audience: 'admin' })],
    ['of another realm', () => token(usual, { issuer: 'https://keycloak.example/realms/other' })],
    ['too old', () => token(usual, { at: now - 600_000 })],
    ['of tomorrow', () => token(usual, { at: now + 86_400_000 })],
    ['without the event', () => token({ ...usual, events: {} })],
    ['whose event is a word', () => token({ ...usual, events: { [event]: 'yes' } })],
    ['with a nonce, as an id token has', () => token({ ...usual, nonce: 'n' })],
    ['without an id', () => token({ ...usual, jti: undefined })],
    ['without a subject', () => token({ ...usual, sub: undefined })],
    ['unsigned', () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(usual))}.`],
    ['that is no token', () => 'hello'],
  ])('is refused %s', async (_what, made) => {
    expect(await outcome(made())).toBe('refused');
  });

  test('is not judged while the keys are away', async () => {
    away = true;
    expect(await outcome(token(usual))).toBe('away');
    away = false;
  });
});
