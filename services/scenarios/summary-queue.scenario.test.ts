import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { readPdf } from '../documents/src/testing/read-pdf.ts';
import { save } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { pastTerms, personAt, seeNoText, seeText, startBrowser, step, visit } from './src/browser.ts';
import { browserOf } from './src/control-door.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures } from './src/figures.ts';
import { downloaded, fileOf } from './src/files.ts';
import { opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newTeam, newWorld, type Team, type World } from './src/world.ts';

const button = 'Télécharger la synthèse (PDF)';
const waiting = '2 synthèses passent avant la vôtre.';

// Both tabs hold a document that does not end, because their browser is suspended; a third person waits, and sees it.
describe('a document that waits for its turn', () => {
  let browser: Browser;
  let world: World;
  let team: Team;
  let both: ApiClient;
  let path: string;
  let printer: number;

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La File');
    team = await newTeam(agent, world);
    both = await signIn(
      'portal',
      await newPerson(agent, world, 'Double', { 0: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'] }),
    );
    const id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await knownTo(id, both);
    path = `/api/documents/declarations/${id}/summary`;
    await save(team.activity, id, 'activity', activityFigures());
    for (const person of [team.activity, team.financial, team.approver, both]) {
      await eventually('the draft to be known', async () => (await fileOf(person, path)).status === 200);
    }
    // What they read is kept until something changes; once one has read the change, it is known for all.
    await save(team.activity, id, 'activity', { ...activityFigures(), openingDays: 207 });
    await eventually('the change in the document', async () => {
      const { content } = await fileOf(team.activity, path);
      return (await readPdf(content)).text.includes('207');
    });
    printer = await browserOf('documents');
    browser = await startBrowser();
  });

  afterAll(async () => {
    if (printer) process.kill(-printer, 'SIGCONT');
    await browser?.close();
  });

  test('says how many come before it, second by second, and then comes', async () => {
    const screen = await personAt(browser, 'portal', team.people.approver, `/equipements/${world.equipmentIds[0]}`);
    await pastTerms(screen);
    await visit(screen, `/equipements/${world.equipmentIds[0]}`);
    const named = `${button}, Réelle 2016`;
    await step('queue', [screen], async () => {
      await seeText(screen.page, button);
      process.kill(-printer, 'SIGSTOP');
      const held = [team.financial, both].map((person) => fileOf(person, path));
      const taken = downloaded(screen, named);
      await seeText(screen.page, waiting);
      process.kill(-printer, 'SIGCONT');
      expect((await taken).name).toBe('synthese-reelle-2016-version-1.pdf');
      for (const { status } of await Promise.all(held)) expect(status).toBe(200);
      await seeNoText(screen.page, waiting);
      expect(screen.complaints).toEqual([]);
    });
  });
});
