import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser } from 'puppeteer-core';
import { readPdf } from '../documents/src/testing/read-pdf.ts';
import { complete, transmit } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { hasText, pastTerms, personAt, press, seeText, startBrowser, step, visit, type Screen } from './src/browser.ts';
import { agentAccount, otherAgentAccount } from './src/demo-people.ts';
import { examineTwice } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { csvRows, downloaded, fileOf } from './src/files.ts';
import { opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

// C-10: the papers that a control asks for, in one archive.
const button = 'Télécharger le dossier de contrôle (ZIP)';

describe('the control file of an equipment', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let approver: Screen;
  let page: string;
  const address = () => `/api/documents/equipments/${world.equipmentIds[0]}/control-file`;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Contrôlés');
    team = await newTeam(agent, world);
    page = `/equipements/${world.equipmentIds[0]}`;
    browser = await startBrowser();
    approver = await personAt(browser, 'portal', team.people.approver, page);
    await pastTerms(approver);
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('C-10: while nothing is transmitted, a sentence says so', async () => {
    await step('nothing', [approver], async () => {
      await visit(approver, page);
      await seeText(approver.page, 'Préparer un contrôle');
      await press(approver.page, button);
      await seeText(approver.page, 'Aucune déclaration de cet équipement n’a été transmise');
      expect(await examineTwice(approver, 'control-file-nothing')).toEqual([]);
    });
  });

  test('C-10: the approver takes all that was transmitted, with hashes that are right', async () => {
    const id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
    await eventually(
      'the document of what was transmitted',
      async () => (await fileOf(agent, address())).status === 200,
    );
    await step('taken', [approver], async () => {
      await visit(approver, page);
      const { name, content } = await downloaded(approver, button);
      expect(name).toMatch(/^dossier-de-controle-20\d\d-\d\d-\d\d\.zip$/);
      const files = unzipSync(content);
      const of = (path: string) => Buffer.from(files[path]!);
      const listed = strFromU8(files['empreintes-sha256.txt']!).trim().split('\n');
      expect(listed).toHaveLength(6);
      for (const line of listed) {
        const [hash, path] = line.split('  ');
        expect(createHash('sha256').update(of(path!)).digest('hex')).toBe(hash);
      }
      const pdf = of('2016/reelle-version-1/synthese.pdf');
      expect((await readPdf(pdf)).text).toContain('Transmise à la Caf');
      expect(pdf.equals((await fileOf(agent, `/api/documents/declarations/${id}/summary`)).content)).toBe(true);
      expect(csvRows(of('historique.csv')).map((row) => row['Acte'])).toContain('Transmission à la Caf');
      expect(strFromU8(files['sommaire.html']!)).toContain(world.equipmentNames[0]!);
      expect(approver.complaints).toEqual([]);
    });
  });

  test('C-10: the agent takes it from the page of the equipment', async () => {
    const screen = await personAt(browser, 'admin', agentAccount(), page);
    await step('agent', [screen], async () => {
      await seeText(screen.page, 'Préparer un contrôle');
      expect(Object.keys(unzipSync((await downloaded(screen, button)).content))).toContain('sommaire.html');
      expect(await examineTwice(screen, 'control-file-agent')).toEqual([]);
    });
    await screen.close();
  });

  test('C-10: who reads a part is not offered it and is refused; for strangers it does not exist', async () => {
    const screen = await personAt(browser, 'portal', team.people.activity, page);
    await step('provider', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, page);
      await seeText(screen.page, 'Réelle 2016');
      expect(await hasText(screen.page, 'Préparer un contrôle')).toBe(false);
    });
    await screen.close();
    expect((await fileOf(team.activity, address())).status).toBe(403);
    const far = await signIn('admin', otherAgentAccount());
    const strangers = await newTeam(agent, await newWorld(agent, 'Les Autres'));
    for (const person of [far, strangers.approver]) expect((await fileOf(person, address())).status).toBe(404);
  });
});
