import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, complete, open } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import {
  follow,
  hasText,
  personAt,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures } from './src/figures.ts';
import { opened } from './src/prepared.ts';
import { seeExactly, seePath, seeTexts, textsOf } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

// Guide, fiche 3: the first page and the menu, which is on every page.
const menu = ['Accueil', 'Rechercher une déclaration', 'Rechercher un équipement', 'Statistiques'];

describe('fiche 3, home and menu', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let id: string;
  let activity: Screen;
  let financial: Screen;
  let approver: Screen;
  const screens: Screen[] = [];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Le Grand Escalier', 2);
    team = await newTeam(agent, world);
    for (const person of [team.activity, team.financial, team.approver]) await acceptTerms(person);
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await open(agent, { equipmentId: world.equipmentIds[1]!, exercise: 2016, type: 'ACTUAL' });
    browser = await startBrowser();
    activity = await personAt(browser, 'portal', team.people.activity);
    financial = await personAt(browser, 'portal', team.people.financial);
    approver = await personAt(browser, 'portal', team.people.approver);
    screens.push(activity, financial, approver);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, screens, work), 60_000);
  const tasks = 'main .task:not(.task--waiting)';

  play('3.2: home lists where each one is expected, and only there', async () => {
    const [own, other] = world.equipmentNames as [string, string];
    for (const [screen, act] of [
      [activity, 'Saisir les données d’activité'],
      [financial, 'Saisir les données financières'],
    ] as const) {
      await visit(screen, '/');
      const [task] = await seeTexts(screen.page, tasks, 'the one task', ({ length }) => length === 1);
      expect(task).toMatch(new RegExp(`^${act} ${own}, Montrevel Réelle 2016, à vous depuis le \\d\\d/\\d\\d/\\d{4}`));
    }
    await visit(approver, '/');
    await seeText(approver.page, 'Aucune action n’est attendue de vous pour le moment. D’autres personnes doivent');
    await seeText(approver.page, `${team.people.activity.name} (données d’activité)`);
    // Nobody has a role on the other equipment of the same partner.
    for (const { page } of screens) expect(await hasText(page, other)).toBe(false);

    await activity.page.locator('main a.go').click();
    await seePath(activity, `/declarations/${id}/saisie-activite`);
    await financial.page.locator('main a.go').click();
    await seePath(financial, `/declarations/${id}/saisie-financiere`);

    await complete(team.activity, id, 'activity', activityFigures());
    await follow(activity.page, 'Accueil');
    await seeText(activity.page, 'Aucune action n’est attendue de vous pour le moment.');
    expect(await textsOf(activity.page, tasks)).toEqual([]);
    await seeText(activity.page, `${team.people.financial.name} (données financières)`);
  });

  play('3.1: the menu is on every page, the present rubric marked, and leads there', async () => {
    const { page } = activity;
    const pages = [
      ['/', 'Ce qui est attendu de vous', 'Accueil'],
      ['/recherche/declarations', 'Rechercher une déclaration', 'Rechercher une déclaration'],
      ['/recherche/equipements', 'Rechercher un équipement', 'Rechercher un équipement'],
      ['/statistiques', 'Consulter les statistiques', 'Statistiques'],
      [`/equipements/${world.equipmentIds[0]}`, world.equipmentNames[0]!],
      [`/declarations/${id}/saisie-activite`, 'Données d’activité'],
      [`/declarations/${id}/controle-activite`, 'Contrôle des données d’activité'],
      [`/declarations/${id}/saisie-financiere`, 'Données financières'],
      [`/declarations/${id}/controle-financier`, 'Contrôle des données financières'],
      [`/declarations/${id}/controle-declaration`, 'Contrôle de la déclaration'],
      [`/declarations/${id}/transmission`, 'Transmission à la Caf'],
      [`/declarations/${id}/correction`, 'Corriger la déclaration'],
      [`/declarations/${id}/consultation`, 'Déclaration'],
      [`/declarations/${id}/historique`, 'Versions et historique'],
      ['/nulle-part', 'Page introuvable'],
    ] as const;
    for (const [path, title, rubric] of pages) {
      await visit(activity, path);
      await seeTitle(page, title);
      await seeExactly(page, '#menu a', menu);
      await seeExactly(page, '#menu [aria-current="page"]', rubric === undefined ? [] : [rubric]);
    }
    for (const [rubric, title] of [
      [menu[1]!, menu[1]!],
      [menu[2]!, menu[2]!],
      [menu[3]!, 'Consulter les statistiques'],
      [menu[0]!, 'Ce qui est attendu de vous'],
    ] as const) {
      await follow(page, rubric);
      await seeTitle(page, title);
    }
  });

  play('3.3: « Rechercher » finds a declaration and an equipment; what is not one’s own is never found', async () => {
    const { page } = financial;
    const [own, other] = world.equipmentNames as [string, string];
    await visit(financial, `/declarations/${id}/saisie-financiere`);
    await follow(page, 'Rechercher une déclaration');
    await seeTitle(page, 'Rechercher une déclaration');
    await seeExactly(page, 'main caption', ['1 déclaration trouvée']);
    await page.locator('#recherche').fill(own);
    await press(page, 'Rechercher');
    await seeTexts(page, 'main tbody tr', 'the declaration', ([row = '']) => row.includes(own));
    await page.locator('#recherche').fill(other);
    await press(page, 'Rechercher');
    await seeText(page, 'Aucune déclaration de vos équipements ne répond à ces critères.');

    await follow(page, 'Rechercher un équipement');
    await seeTitle(page, 'Rechercher un équipement');
    await page.locator('#nom').fill(own);
    await press(page, 'Rechercher');
    const [row] = await seeTexts(page, 'main tbody tr', 'the equipment', ({ length }) => length === 1);
    expect(row).toContain(`${own} 37210 Montrevel 1`);
    await page.locator('#nom').fill(other);
    await press(page, 'Rechercher');
    await seeText(page, 'Aucun de vos équipements ne répond à ces critères.');
  });

  test('no browser complained', () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
