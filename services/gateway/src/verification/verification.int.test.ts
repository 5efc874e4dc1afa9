import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openBrowser } from '../testing/test-browser.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const perMinute = 20;
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway(7, { RATE_LIMIT_VERIFICATION: String(perMinute) });
});
afterAll(() => gateway.close());

async function page(query: string, origin = gateway.portal) {
  const answer = await openBrowser().send(`${origin}/verification${query}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe('the public page of verification', () => {
  test('is open to anybody, without script, kept by no cache, and asks nothing by itself', async () => {
    const before = gateway.upstream.seen.length;
    const { status, headers, text } = await page('');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.getSetCookie()).toEqual([]);
    expect(text).toContain('<label for="reference">Référence</label>');
    expect(text).toContain('method="get"');
    expect(text).not.toContain('<script');
    expect(gateway.upstream.seen).toHaveLength(before);
  });

  test.each([
    [
      'known',
      'right',
      'Document authentique',
      'version 1 d’une déclaration réelle de l’exercice 2015, transmise à la Caf le 13 mars 2016',
    ],
    ['known', 'wrong', 'Document différent', 'ne vous fiez pas'],
    ['other', 'right', 'Référence inconnue', 'Aucune déclaration'],
  ])('answers for %s and %s in words, in its title too', async (reference, hash, title, words) => {
    const { status, text } = await page(`?reference=${reference}&empreinte=${hash}`);
    expect(status).toBe(200);
    expect(text).toContain(`<title>${title} – Vérifier une synthèse de déclaration`);
    expect(text).toContain(`<h2>${title}</h2>`);
    expect(text).toContain(words);
    expect(text).toContain(`value="${reference}"`);
    // Nobody’s session and nobody’s cookie go there.
    const asked = gateway.upstream.seen.at(-1);
    expect(asked).toMatchObject({ url: `/api/documents/receipts/${reference}/${hash}` });
    expect(asked?.headers).not.toHaveProperty('authorization');
  });

  test('what is missing is said at its field, and what was typed stays, as text', async () => {
    const { status, text } = await page(`?reference=${encodeURIComponent('"><script>alert(1)</script>')}&empreinte=`);
    expect(status).toBe(400);
    expect(text).toContain('Il manque la référence ou l’empreinte');
    expect(text).toMatch(/id="empreinte"[^>]*aria-invalid="true"/);
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  test.each([`?reference=${'A'.repeat(201)}&empreinte=b`, '?reference=a&reference=b&empreinte=c'])(
    'what can be no proof is told in the same page: %s',
    async (query) => {
      const { status, text } = await page(query);
      expect(status).toBe(400);
      expect(text).toContain('<form action="/verification"');
    },
  );

  test('a path that climbs asks nothing else', async () => {
    await page(`?reference=${encodeURIComponent('../../identity/me')}&empreinte=${encodeURIComponent('../x')}`);
    expect(gateway.upstream.seen.at(-1)?.url).toBe('/api/documents/receipts/..%2F..%2Fidentity%2Fme/..%2Fx');
  });

  test('says that nobody knows when the documents service is away', async () => {
    const { status, text } = await page('?reference=broken&empreinte=right');
    expect(status).toBe(503);
    expect(text).toContain('Vérification indisponible');
    expect(text).toContain('value="broken"');
  });

  test('is a page of the portal only', async () => {
    expect((await page('', gateway.admin)).text).not.toContain('Vérifier une synthèse');
  });

  test('too many from one address get a French page', async () => {
    const statuses = [];
    for (let index = 0; index <= perMinute; index += 1) statuses.push((await page('?reference=x&empreinte=y')).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await page('')).text).toContain('Trop de vérifications');
  });
});
