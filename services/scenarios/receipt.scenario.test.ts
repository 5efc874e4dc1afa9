import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { readPdf } from '../documents/src/testing/read-pdf.ts';
import { complete, reject, transmit } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import {
  follow,
  newcomer,
  pastTerms,
  personAt,
  press,
  seeText,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { examineTwice } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { fileOf } from './src/files.ts';
import { opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team } from './src/world.ts';

// C-14: a receipt that anyone can verify, without an account and without seeing a figure.
describe('the receipt of a transmission', () => {
  let browser: Browser;
  let agent: ApiClient;
  let team: Team;
  let id: string;
  let name: string;
  let anybody: Screen;
  let pdf: Buffer;
  let reference: string;
  let hash: string;

  /** Fills the public form and waits for its answer. */
  async function verify(typed: { reference: string; hash: string }, answer: string): Promise<void> {
    const { page } = anybody;
    await visit(anybody, '/verification');
    await page.locator('#reference').fill(typed.reference);
    await page.locator('#empreinte').fill(typed.hash);
    await press(page, 'Vérifier le document');
    await seeText(page, answer);
  }

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Les Accusés');
    name = world.equipmentNames[0]!;
    team = await newTeam(agent, world);
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
    browser = await startBrowser();
    anybody = await newcomer(browser, 'portal');
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('is on the screen of who transmitted and on the archived document, the same', async () => {
    const address = `/declarations/${id}/consultation`;
    const screen = await personAt(browser, 'portal', team.people.approver, address);
    await step('acknowledgement', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, address);
      await seeText(screen.page, 'vérifier cet accusé de réception');
      const words = await screen.page
        .locator('#accuse')
        .map((notice) => notice.innerText)
        .wait();
      [reference = ''] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(words) ?? [];
      [hash = ''] = /[0-9a-f]{64}/.exec(words) ?? [];
      expect([reference.length, hash.length]).toEqual([19, 64]);
      expect(await examineTwice(screen, 'receipt-acknowledgement')).toEqual([]);
      await follow(screen.page, 'vérifier cet accusé de réception');
      await seeText(screen.page, 'Document authentique');
      expect(screen.complaints).toEqual([]);
    });
    await screen.close();
    pdf = await eventually('the archived document', async () => {
      const { status, content } = await fileOf(agent, `/api/documents/declarations/${id}/summary`);
      return status === 200 && content;
    });
    const { text } = await readPdf(pdf);
    expect(text).toContain(reference);
    expect(text).toContain(hash);
    expect(text).toContain('Vérifier ce document');
  });

  test('anybody verifies it: authentic, different, unknown; no name and no figure', async () => {
    await step('verification', [anybody], async () => {
      await visit(anybody, '/verification');
      expect(await examineTwice(anybody, 'receipt-form')).toEqual([]);
      await verify({ reference: reference.toLowerCase(), hash }, 'Document authentique');
      await seeText(anybody.page, 'version 1 d’une déclaration réelle de l’exercice 2016');
      const words = await anybody.page
        .locator('main')
        .map((main) => main.innerText)
        .wait();
      expect(words).not.toContain(name);
      expect(words).not.toMatch(/€|53 000|Marchand/);
      expect(await examineTwice(anybody, 'receipt-authentic')).toEqual([]);
      await verify({ reference, hash: createHash('sha256').update(pdf).digest('hex') }, 'sans aucun changement');
      await verify({ reference, hash: 'f'.repeat(64) }, 'Document différent');
      expect(await examineTwice(anybody, 'receipt-different')).toEqual([]);
      await verify({ reference: '2222-2222-2222-2222', hash }, 'Référence inconnue');
      expect(anybody.complaints).toEqual([]);
    });
  });

  test('what is missing is said at its field', async () => {
    await step('missing', [anybody], async () => {
      await visit(anybody, '/verification?reference=abc&empreinte=');
      await seeText(anybody.page, 'Il manque la référence ou l’empreinte');
      expect(await examineTwice(anybody, 'receipt-missing')).toEqual([]);
    });
  });

  test('once rejected, it is still authentic and does not count any more', async () => {
    await reject(agent, id, 'Les jours d’ouverture sont à revoir, svp.');
    await eventually('the public page to know', async () => {
      await verify({ reference, hash }, 'Document authentique');
      return (await anybody.page.title()).includes('qui ne fait plus foi');
    });
  });

  test('nobody else reads it from the service, and nothing of the service is open from outside', async () => {
    const strangers = await newTeam(agent, await newWorld(agent, 'Les Curieux'));
    const receipt = `/api/documents/declarations/${id}/receipt`;
    expect((await strangers.approver.get(receipt)).status).toBe(404);
    expect((await agent.get(`${receipt}?version=2`)).status).toBe(404);
    expect((await agent.get(`/api/documents/receipts/${reference}/${hash}`)).status).toBe(404);
    expect((await agent.get('/api/documents/receipt-keys')).status).toBe(404);
  });
});
