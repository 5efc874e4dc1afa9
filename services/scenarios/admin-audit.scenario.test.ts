import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { open, save, transmit } from './src/acts.ts';
import { accepted, type ApiClient } from './src/api-client.ts';
import {
  follow,
  hasText,
  inPage,
  personAt,
  press,
  seeNoText,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, nationalAccount, otherAgentAccount } from './src/demo-people.ts';
import { activityFigures } from './src/figures.ts';
import { examine } from './src/examination.ts';
import { csvRows, downloaded, fileOf } from './src/files.ts';
import { filled, opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

interface Lines {
  readonly total: number;
  readonly items: readonly { readonly act: string; readonly closed: boolean; readonly changes: readonly unknown[] }[];
}
interface Verified {
  readonly intact: boolean;
  readonly sentence: string;
}

// Who did what, with the values before and after, and a chain that can be verified (domain.md 8.8).
describe('journal', () => {
  let browser: Browser;
  let agent: ApiClient;
  let far: ApiClient;
  let national: ApiClient;
  let world: World;
  let team: Team;
  let screen: Screen;
  let transmitted: string;
  let draft: string;
  const service = (prefix: string, query = '') => `/api/${prefix}/audit?${query}`;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    far = await signIn('admin', otherAgentAccount());
    national = await signIn('admin', nationalAccount());
    world = await newWorld(agent, 'Journal', 1);
    team = await newTeam(agent, world);
    const equipmentId = world.equipmentIds[0]!;
    transmitted = await opened(agent, team, { equipmentId, exercise: 2016, type: 'ACTUAL' });
    await filled(team, transmitted);
    await transmit(team.approver, transmitted);
    draft = (await open(agent, { equipmentId, exercise: 2017, type: 'ACTUAL' })).id;
    await knownTo(draft, team.activity);
    await save(team.activity, draft, 'activity', activityFigures());
    const url = `/api/equipment/equipments/${equipmentId}`;
    const { revision } = accepted('equipment', await agent.get<{ revision: number }>(url));
    accepted('rate', await agent.send('PUT', `${url}/general-scheme-rates/2016`, { rate: 9_850 }, { revision }));
    browser = await startBrowser();
    screen = await personAt(browser, 'admin', agentAccount(), '/audit');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('declarations: values before and after, narrowed by object and act, verified in words', async () => {
    const { page } = screen;
    await step('declarations', [screen], async () => {
      await seeTitle(page, 'Journal');
      await seeText(page, 'Tout le journal de cet objet');
      await page.locator('#objet').fill(world.equipmentNames[0]!);
      await page.select('#acte', 'SectionSaved');
      await press(page, 'Rechercher');
      await seeText(page, 'Enregistrement des données d’activité');
      expect(page.url()).toContain('acte=SectionSaved');
      await seeText(page, 'Nombre de places');
      await seeText(page, team.people.activity.name);
      expect(await examine(screen, 'journal')).toEqual([]);
      await inPage(
        page,
        `[...document.querySelectorAll('button')].find((each) => each.textContent.includes('Vérifier la chaîne')).click()`,
      );
      await seeText(page, 'chaîne intacte, dernière empreinte');
      expect(await examine(screen, 'journal-verified')).toEqual([]);
      const { name, content } = await downloaded(screen, 'Exporter en CSV : toutes les lignes trouvées');
      expect(name).toMatch(/^journal-workflow-20\d\d-\d\d-\d\d\.csv$/);
      const rows = csvRows(content);
      expect(rows.every((row) => row['Objet'] === world.equipmentNames[0])).toBe(true);
      expect(rows.some((row) => row['Après']?.includes('Nombre de places'))).toBe(true);
    });
  });

  test('the figures of a draft are closed; the act shows', async () => {
    const { page } = screen;
    await step('draft', [screen], async () => {
      await visit(screen, `/audit?domaine=declarations&chaine=${draft}`);
      await seeText(page, 'Enregistrement des données d’activité');
      await seeText(page, 'visibles une fois qu’elle est transmise');
      expect(await hasText(page, 'Nombre de places')).toBe(false);
      expect(await examine(screen, 'journal-draft')).toEqual([]);
    });
    const { items } = accepted('lines', await agent.get<Lines>(service('workflow', `chain=${draft}&act=SectionSaved`)));
    expect(items).toMatchObject([{ closed: true, changes: [] }]);
    const file = csvRows((await fileOf(agent, `/api/workflow/audit/export?chain=${draft}&act=SectionSaved`)).content);
    expect(file).toMatchObject([{ Après: 'Valeurs visibles après transmission' }]);
  });

  test('equipments and people; dates are checked before they are asked', async () => {
    const { page } = screen;
    await step('equipments', [screen], async () => {
      await visit(screen, `/audit?domaine=equipements&objet=${encodeURIComponent(world.equipmentNames[0]!)}`);
      await seeText(page, 'Taux de régime général enregistré');
      for (const value of ['96,00 %', '98,50 %']) await seeText(page, value);
      await page.locator('#du').fill('31/02/2016');
      await press(page, 'Rechercher');
      await seeText(page, 'Cette date n’existe pas au calendrier');
      expect(await examine(screen, 'journal-refused')).toEqual([]);
      await page.locator('#du').fill('01/01/2099');
      await press(page, 'Rechercher');
      await seeText(page, 'Aucune ligne');
      await seeNoText(page, 'Exporter en CSV');
    });
    await step('people', [screen], async () => {
      await visit(screen, `/audit?domaine=personnes&chaine=${team.people.approver.id}`);
      await seeText(page, 'Rôles accordés');
      await seeText(page, 'approbateur, à partir du');
      await follow(page, 'Voir tous les objets du domaine');
      await seeText(page, 'Compte créé');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('national administrators read the reference data and their people, nothing of a Caf', async () => {
    const there = await personAt(browser, 'admin', nationalAccount(), '/audit');
    await step('national', [there], async () => {
      await seeTitle(there.page, 'Journal');
      const domains = await inPage<string[]>(
        there.page,
        `[...document.querySelectorAll('#domaine option')].map((each) => each.textContent.trim())`,
      );
      expect(domains).toEqual([
        'Personnes et habilitations',
        'Référentiel',
        'Formulaires, dates et modèles',
        'Moyennes et statistiques',
      ]);
      await there.page.select('#domaine', 'referentiel');
      await seeText(there.page, 'Barème publié');
      expect(await examine(there, 'journal-reference')).toEqual([]);
    });
    await there.close();
    const chains = { workflow: transmitted, equipment: world.equipmentIds[0], identity: team.people.approver.id };
    for (const [prefix, chain] of Object.entries(chains)) {
      for (const other of [far, national]) {
        expect(accepted(prefix, await other.get<Lines>(service(prefix, `chain=${chain}`))).total).toBe(0);
        const verification = await other.get(`/api/${prefix}/audit/verification?chain=${chain}`);
        expect([prefix, verification.status]).toEqual([prefix, 404]);
      }
      const { intact } = accepted(
        prefix,
        await agent.get<Verified>(`/api/${prefix}/audit/verification?chain=${chain}`),
      );
      expect([prefix, intact]).toEqual([prefix, true]);
    }
  });

  test('a partner reads no journal', async () => {
    for (const prefix of ['workflow', 'equipment', 'identity', 'controls']) {
      for (const path of ['audit', 'audit/export', `audit/verification?chain=${transmitted}`]) {
        expect((await team.approver.get(`/api/${prefix}/${path}`)).status).toBe(404);
      }
    }
  });
});
