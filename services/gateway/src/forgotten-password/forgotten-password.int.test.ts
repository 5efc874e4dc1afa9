import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openBrowser, type TestBrowser } from '../testing/test-browser.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

// Guide, annex A.1 to A.3, on the running gateway with real Redis and Keycloak.
jest.setTimeout(60_000);

let gateway: TestGateway;
let browser: TestBrowser;
const path = '/auth/forgotten-password';

beforeAll(async () => {
  gateway = await startTestGateway(7, { RATE_LIMIT_PASSWORD_RESET: '40', SESSION_KEY: 'A'.repeat(43) });
});
afterAll(() => gateway.close());
beforeEach(() => {
  browser = openBrowser();
  gateway.upstream.seen.length = 0;
});

const challengeIn = (html: string) => /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? '';
const valueIn = (html: string, id: string) => new RegExp(`id="${id}"[^>]*value="([^"]*)"`).exec(html)?.[1];
/** What the machine that made the image knows. */
const answerTo = async (challenge: string) => {
  const { challengeStore } = await import('./challenge-store.ts');
  const { sealWith } = await import('../session/sealed-text.ts');
  const kept = await gateway.kept();
  const redis = { get: async (key: string) => kept.get(key) ?? null } as never;
  return (await challengeStore(redis, sealWith(Buffer.alloc(32)), 'portal').read(challenge))!;
};
async function open(): Promise<{ html: string; challenge: string }> {
  const html = await (await browser.send(gateway.portal + path)).text();
  return { html, challenge: challengeIn(html) };
}
const post = (fields: Record<string, string>, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  browser.send(gateway.portal + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ act: 'send', ...fields }).toString(),
  });

test('the page needs no script, keeps the policy, and lets only its own sound be heard', async () => {
  const answer = await browser.send(gateway.portal + path);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none';.*;media-src 'self'$/);
  expect(html).not.toContain('<script');
  for (const id of ['email', 'answer']) expect(html).toMatch(new RegExp(`<label for="${id}">`));
  expect(html).toContain('alt="Image d’un texte de six caractères.');
});

test('the right text asks identity once, with the gateway’s own token; the page then says the same to everybody', async () => {
  const { challenge } = await open();
  const { text } = await answerTo(challenge);
  const answer = await post({ email: ' Jeanne@creche.example ', challenge, answer: text });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}/sent`]);
  const [asked] = gateway.upstream.seen;
  expect(asked).toMatchObject({
    method: 'POST',
    url: '/api/identity/password-resets',
    body: { email: 'Jeanne@creche.example' },
  });
  const token = asked?.headers.authorization?.split(' ')[1] ?? '';
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    aud: string;
    realm_access: { roles: string[] };
  };
  expect([claims.aud, claims.realm_access.roles]).toEqual(['portail-services', expect.arrayContaining(['gateway'])]);
  expect(await (await browser.send(`${gateway.portal}${path}/sent`)).text()).toContain('Si cette adresse est connue');
  expect(gateway.log()).not.toMatch(/jeanne@creche/i);
});

test('the digits that are heard count as much', async () => {
  const { challenge } = await open();
  const sound = await browser.send(`${gateway.portal}${path}/sound?challenge=${challenge}`);
  expect([sound.status, sound.headers.get('content-type')]).toEqual([200, 'audio/wav']);
  const { digits } = await answerTo(challenge);
  expect((await post({ email: 'jeanne@creche.example', challenge, answer: digits })).status).toBe(303);
  expect((await browser.send(`${gateway.portal}${path}/sound?challenge=${challenge}`)).status).toBe(404);
});

test('an image serves once, right or wrong', async () => {
  const { challenge } = await open();
  const { text } = await answerTo(challenge);
  const email = 'jeanne@creche.example';
  const wrong = await post({ email, challenge, answer: text.toLowerCase() });
  const html = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(html).toContain('Ce n’est pas le texte de l’image.');
  expect(html).toMatch(/<title>Erreur – /);
  expect(html).toMatch(/id="answer"[^>]*aria-invalid="true" aria-describedby="answer-fault answer-help" autofocus/);
  expect(valueIn(html, 'email')).toBe(email);
  expect(challengeIn(html)).not.toBe(challenge);
  expect(await (await post({ email, challenge, answer: text })).text()).toContain('Cette image a déjà servi');
  expect(gateway.upstream.seen).toEqual([]);
});

test('another image on demand; what was typed stays, and means nothing to the page', async () => {
  const { challenge } = await open();
  const html = await (await post({ email: '"><script>alert(1)</script>', challenge, act: 'renew' })).text();
  expect(html).not.toContain('<script');
  expect(html).toContain('&quot;&gt;&lt;script&gt;');
  expect(challengeIn(html)).not.toBe(challenge);
});

test.each(['', 'jeanne', 'jeanne@', 'a b@creche.example', `${'a'.repeat(250)}@creche.example`])(
  '« %s » is no address',
  async (email) => {
    const { challenge } = await open();
    const { text } = await answerTo(challenge);
    const answer = await post({ email, challenge, answer: text });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('<a href="#email">Saisissez une adresse e-mail');
    expect(gateway.upstream.seen).toEqual([]);
  },
);

describe('what does not come from the page', () => {
  test.each<[string, Record<string, string>, number]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour of the site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['nobody knows where', {}, 403],
    ['JSON', { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, 415],
  ])('%s is refused', async (_what, headers, status) => {
    const { challenge } = await open();
    const { text } = await answerTo(challenge);
    const answer = await post({ email: 'jeanne@creche.example', challenge, answer: text }, headers);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain('Demande refusée');
    expect(gateway.upstream.seen).toEqual([]);
  });
});

test('identity away: nothing is promised', async () => {
  const { challenge } = await open();
  const { text } = await answerTo(challenge);
  await gateway.upstreamLine.cut();
  const answer = await post({ email: 'jeanne@creche.example', challenge, answer: text });
  await gateway.upstreamLine.mend();
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('Votre demande n’a pas pu être enregistrée.');
});

test('too many from one address get a page that says so', async () => {
  let status = 0;
  for (let count = 0; count < 45 && status !== 429; count += 1) status = (await post({ act: 'renew' })).status;
  expect(status).toBe(429);
  expect(await (await post({ act: 'renew' })).text()).toContain('Trop de demandes');
});
