import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { readPdf } from '../documents/src/testing/read-pdf.ts';
import { complete, reject, save, transmit } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { pastTerms, personAt, seeText, startBrowser, step, visit } from './src/browser.ts';
import { agentAccount, nationalAccount, otherAgentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { downloaded, fileOf } from './src/files.ts';
import { opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

// Guide, fiche 5: « fiche de synthèse » in PDF, from the first figures saved; watermark until the transmission.
const motive = 'Les jours d’ouverture sont à revoir, svp.';
const button = 'Télécharger la synthèse (PDF)';

describe('the summary of a declaration', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let id: string;
  let kept: Buffer;
  const address = (version?: number) =>
    `/api/documents/declarations/${id}/summary${version === undefined ? '' : `?version=${version}`}`;

  /** What the document says to this person once it says it: sheets and verdicts travel on the bus. */
  const read = (person: ApiClient, version: number, words: string) =>
    eventually(`« ${words} » in the summary`, async () => {
      const { status, content } = await fileOf(person, address(version));
      const pdf = status === 200 ? await readPdf(content) : undefined;
      return pdf?.text.includes(words) && pdf;
    });

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Synthèses <b>&co');
    team = await newTeam(agent, world);
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await save(team.activity, id, 'activity', activityFigures());
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('5.6, 5.7: is there for the partner from the first figures saved, with its watermark, and for nobody else', async () => {
    await read(team.activity, 1, 'Nombre d’heures réalisées');
    const screen = await personAt(browser, 'portal', team.people.activity, `/equipements/${world.equipmentIds[0]}`);
    await step('draft', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, `/equipements/${world.equipmentIds[0]}`);
      const { name, content } = await downloaded(screen, `${button}, Réelle 2016`);
      expect(name).toBe('synthese-reelle-2016-version-1.pdf');
      await seeText(screen.page, button);
      const pdf = await readPdf(content);
      expect(pdf).toMatchObject({ language: 'fr', tagged: true });
      expect(pdf.title).toBe(`Synthèse de la déclaration réelle 2016, ${world.equipmentNames[0]}, version 1`);
      for (const page of pdf.pages) expect(page).toContain('Saisie en cours');
      expect(pdf.text).not.toContain('Données financières');
      expect(await examine(screen, 'summary-equipment')).toEqual([]);
      expect(screen.complaints).toEqual([]);
    });
    await step('search', [screen], async () => {
      await visit(screen, '/recherche/declarations?exercice=2016');
      const named = `${button}, ${world.equipmentNames[0]}, Réelle 2016`;
      const { content } = await downloaded(screen, named);
      expect((await readPdf(content)).text).toContain('Saisie en cours');
      expect(await examine(screen, 'summary-search')).toEqual([]);
      expect(screen.complaints).toEqual([]);
    });
    await screen.close();
    const far = await signIn('admin', otherAgentAccount());
    const national = await signIn('admin', nationalAccount());
    const strangers = await newTeam(agent, await newWorld(agent, 'Les Étrangers'));
    for (const person of [agent, far, national, strangers.approver]) {
      expect((await fileOf(person, address())).status).toBe(404);
      expect((await fileOf(person, address(1))).status).toBe(404);
    }
  });

  test('5.6, 5.7: transmitted, it opens to the Caf and never changes', async () => {
    await complete(team.activity, id, 'activity', {});
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
    const { text } = await read(agent, 1, 'Transmise à la Caf');
    expect(text).not.toContain('Saisie en cours');
    expect(text).toContain('J’atteste');
    expect(text).toMatch(/[0-9a-f]{64}/);
    kept = (await fileOf(agent, address(1))).content;
  });

  test('5.6: the agent and the approver take the very same document', async () => {
    const screen = await personAt(browser, 'admin', agentAccount(), `/declarations/${id}`);
    await step('review', [screen], async () => {
      await seeText(screen.page, button);
      const { content } = await downloaded(screen, button);
      expect(content.equals(kept)).toBe(true);
      expect(await examine(screen, 'summary-review')).toEqual([]);
    });
    await screen.close();
    const approver = await personAt(browser, 'portal', team.people.approver, `/declarations/${id}/consultation`);
    await step('reading', [approver], async () => {
      await pastTerms(approver);
      await visit(approver, `/declarations/${id}/consultation`);
      await seeText(approver.page, button);
      const { content } = await downloaded(approver, button);
      expect(content.equals(kept)).toBe(true);
      expect(await examine(approver, 'summary-reading')).toEqual([]);
    });
    await approver.close();
  });

  test('5.7: rejected, version 1 says so and version 2 is a draft, closed to the Caf', async () => {
    await reject(agent, id, motive);
    const first = await read(agent, 1, 'Rejetée par la Caf le');
    expect(first.text).not.toContain(motive);
    expect((await read(team.approver, 2, 'Saisie en cours')).text).toContain('version 2');
    expect((await fileOf(agent, address(2))).status).toBe(404);
    expect((await fileOf(team.approver, address(3))).status).toBe(404);
  });
});
