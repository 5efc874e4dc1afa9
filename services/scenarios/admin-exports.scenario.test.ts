import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { randomUUID } from 'node:crypto';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import type { Browser } from 'puppeteer-core';
import { transmit } from './src/acts.ts';
import { accepted, type ApiClient } from './src/api-client.ts';
import { inPage, personAt, seeText, startBrowser, step, visit, type Screen } from './src/browser.ts';
import { agentAccount, otherAgentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { csvRows, downloaded, fileOf } from './src/files.ts';
import { filled, opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

// What lists show leaves as a file: the same rows, the same scope, never a formula (domain.md 8.5).
describe('exports', () => {
  let browser: Browser;
  let agent: ApiClient;
  let far: ApiClient;
  let world: World;
  let team: Team;
  let screen: Screen;
  let campaign: string;
  const words = () => world.partnerName.slice(1);
  const search = () => `search=${encodeURIComponent(words())}`;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    far = await signIn('admin', otherAgentAccount());
    // A name that a spreadsheet would compute.
    world = await newWorld(agent, '=Exportée', 3);
    team = await newTeam(agent, world);
    const id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await filled(team, id);
    await transmit(team.approver, id);
    campaign = await eventually(
      'the three equipments in a campaign',
      async () => {
        const asked = { exercise: 2017, type: 'ACTUAL', search: words() };
        const query = new URLSearchParams({ ...asked, exercise: '2017' }).toString();
        const preview = await agent.get<{ toOpen: number }>(`/api/workflow/campaigns/preview?${query}`);
        if (accepted('preview', preview).toOpen !== 3) return undefined;
        const body = { name: 'Réelles à exporter', dueOn: '2018-03-31', ...asked };
        return accepted(
          'campaign',
          await agent.send<{ id: string }>('POST', '/api/workflow/campaigns', body, { key: randomUUID() }),
        ).id;
      },
      30_000,
    );
    browser = await startBrowser();
    screen = await personAt(browser, 'admin', agentAccount(), '/a-instruire');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('the follow-up of a campaign, whole and narrowed to who has not answered', async () => {
    const { page } = screen;
    await step('campaign', [screen], async () => {
      await visit(screen, `/campagnes/${campaign}`);
      await seeText(page, '3 déclarations ouvertes');
      await seeText(page, 'Exporter tous les équipements de la campagne');
      const { name, content } = await downloaded(screen, 'Exporter en CSV : tous les équipements de la campagne');
      expect(name).toMatch(/^suivi-de-campagne-20\d\d-\d\d-\d\d\.csv$/);
      expect(content.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const rows = csvRows(content);
      expect(rows.map((row) => row['Équipement']).toSorted()).toEqual(
        world.equipmentNames.map((each) => `'${each}`).toSorted(),
      );
      expect(rows[0]).toMatchObject({
        Déclaration: 'Réelle',
        Exercice: '2017',
        État: 'À saisir',
        Échéance: '31/03/2018',
      });
      await page.select('#suivi-part', 'sans-reponse');
      await seeText(page, 'Exporter les partenaires qui n’ont pas répondu');
      expect(page.url()).toContain('suivi=sans-reponse');
      expect(await examine(screen, 'campaign-export')).toEqual([]);
      const workbook = await downloaded(screen, 'Exporter en XLSX : les partenaires qui n’ont pas répondu');
      const [headings, ...lines] = await readSheet(workbook.content);
      expect(lines).toHaveLength(3);
      const line = Object.fromEntries(headings!.map((heading, index) => [String(heading), lines[0]![index]]));
      expect(line).toMatchObject({ Exercice: 2017, Échéance: new Date('2018-03-31T00:00:00Z') });
      expect(String(line['Équipement'])).toMatch(/^=Exportée/);
    });
  });

  test('the queue and the search, with what they are filtered by', async () => {
    const { page } = screen;
    await step('queue', [screen], async () => {
      await visit(screen, `/a-instruire?recherche=${encodeURIComponent(words())}`);
      await seeText(page, 'Exporter la déclaration affichée');
      const rows = csvRows((await downloaded(screen, 'Exporter en CSV : la déclaration affichée')).content);
      expect(rows).toMatchObject([{ Équipement: `'${world.equipmentNames[0]}`, Exercice: '2016', 'Attribuée à': '' }]);
      expect(rows[0]!['Transmise le']).toMatch(/^\d\d\/\d\d\/20\d\d \d\d:\d\d$/);
      expect(await examine(screen, 'queue-export')).toEqual([]);
    });
    await step('search', [screen], async () => {
      await visit(screen, `/recherche?recherche=${encodeURIComponent(words())}&exercice=2017`);
      await seeText(page, 'Exporter les 3 déclarations de la recherche');
      const { content } = await downloaded(screen, 'Exporter en XLSX : les 3\u00a0déclarations de la recherche');
      expect(await readSheet(content)).toHaveLength(4);
      const ods = await downloaded(screen, 'Exporter en ODS : les 3\u00a0déclarations de la recherche');
      expect(ods.name).toMatch(/^declarations-20\d\d-\d\d-\d\d\.ods$/);
      const text = strFromU8(unzipSync(ods.content)['content.xml']!);
      // The equipment and its gestionnaire, in each of the three rows.
      expect(text.match(/<text:p>=Exportée/g)).toHaveLength(6);
      expect(text).not.toContain('table:formula');
      expect(await inPage(page, 'document.title')).not.toBe('');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('another Caf finds nothing in its files, a partner is refused', async () => {
    expect((await fileOf(far, `/api/workflow/campaigns/${campaign}/export`)).status).toBe(404);
    expect(csvRows((await fileOf(far, `/api/workflow/declaration-export?${search()}`)).content)).toEqual([]);
    expect(csvRows((await fileOf(far, `/api/workflow/queue/export?${search()}`)).content)).toEqual([]);
    expect(csvRows((await fileOf(agent, `/api/workflow/declaration-export?${search()}`)).content)).toHaveLength(4);
    for (const path of ['declaration-export', 'queue/export', `campaigns/${campaign}/export`]) {
      expect((await fileOf(team.approver, `/api/workflow/${path}`)).status).toBe(404);
    }
    expect((await fileOf(agent, '/api/workflow/queue/export?format=pdf')).status).toBe(400);
  });
});
