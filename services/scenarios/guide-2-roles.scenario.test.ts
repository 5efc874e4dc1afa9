import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, complete, open, reject, save } from './src/acts.ts';
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
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import {
  continueFromHome,
  endSection,
  enterAndControl,
  explainOnScreen,
  goOnFromControls,
  reviewOnScreen,
  transmitOnScreen,
} from './src/portal-walk.ts';
import { opened, validated } from './src/prepared.ts';
import { seeTexts, stepsOn, textsOf } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newTeam, newWorld, type Person, type Role, type Team, type World } from './src/world.ts';

// Guide, fiche 2: what each role may do on an equipment, and what it may not.
const message = 'Merci de revoir les jours d’ouverture de mars.';
const motive = 'Les heures facturées dépassent celles des états mensuels.';
const entrusted = 'La Caf demande de revoir les subventions.';
const notYours = 'Votre rôle sur cet équipement ne donne pas accès à ces données.';

describe('fiche 2, roles', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let activity: Screen;
  let financial: Screen;
  let approver: Screen;
  /** The réelle 2016 of the team, on the first equipment. */
  let id: string;
  const screens: Screen[] = [];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Trois Rôles', 3);
    team = await newTeam(agent, world);
    await validated(agent, team, world.equipmentIds[0]!, 2015);
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await acceptTerms(team.activity);
    await acceptTerms(team.financial);
    browser = await startBrowser();
    activity = await arrive(team.people.activity);
    financial = await arrive(team.people.financial);
    approver = await arrive(team.people.approver);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, screens, work), 90_000);

  async function arrive(person: Person): Promise<Screen> {
    const screen = await personAt(browser, 'portal', person);
    screens.push(screen);
    return screen;
  }

  /** A person with roles by equipment, to whom these declarations are known, at a screen of her own. */
  async function someone(name: string, roles: Readonly<Record<number, readonly Role[]>>, ...ids: string[]) {
    const person = await newPerson(agent, world, name, roles);
    const client = await signIn('portal', person);
    for (const each of ids) await knownTo(each, client);
    await acceptTerms(client);
    return { client, screen: await arrive(person) };
  }

  play(
    '2.4: three roles, one identifier: from the first figure to the transmission; not with two of them',
    async () => {
      const equipmentId = world.equipmentIds[1]!;
      const mine = (await open(agent, { equipmentId, exercise: 2016, type: 'ACTUAL' })).id;
      const all = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
      const { client, screen } = await someone('Tousroles', { 1: all }, mine);
      const { page } = screen;
      // Thirty accounts are long to type: row 2.7 does.
      await save(client, mine, 'financial', financialFigures());
      await continueFromHome(screen, world.equipmentNames[1]!);
      expect((await stepsOn(page)).map(({ state }) => state)).not.toContain('ne vous concerne pas');
      await enterAndControl(page, 'Données d’activité', activityFigures());
      await seeTitle(page, 'Contrôle des données d’activité');
      await explainOnScreen(page);
      await goOnFromControls(page);
      await enterAndControl(page, 'Données financières', { c60Purchases: 3_010_000 });
      await seeTitle(page, 'Contrôle des données financières');
      await explainOnScreen(page);
      await goOnFromControls(page);
      await reviewOnScreen(page);
      await transmitOnScreen(page);

      const theirs = (await open(agent, { equipmentId, exercise: 2016, type: 'FORECAST' })).id;
      const both = await someone('Deuxroles', { 1: all.slice(0, 2) }, theirs);
      await complete(both.client, theirs, 'activity', activityFigures());
      await complete(both.client, theirs, 'financial', financialFigures());
      await visit(both.screen, `/declarations/${theirs}/transmission`);
      await seeText(both.screen.page, 'La transmission revient à l’approbateur');
      expect(await textsOf(both.screen.page, 'main form button')).toEqual([]);
      expect((await stepsOn(both.screen.page)).slice(4).map(({ state }) => state)).toEqual([
        'ne vous concerne pas',
        'ne vous concerne pas',
      ]);
    },
  );

  play('2.5: other roles on another equipment of the same partner; where she has none, nothing exists', async () => {
    const [first, second, third] = world.equipmentIds as [string, string, string];
    const there = (await open(agent, { equipmentId: second, exercise: 2017, type: 'ACTUAL' })).id;
    const hidden = (await open(agent, { equipmentId: third, exercise: 2016, type: 'ACTUAL' })).id;
    const { screen } = await someone('Deuxmaisons', { 0: ['ACTIVITY_PROVIDER'], 1: ['FINANCIAL_PROVIDER'] }, id, there);
    const { page } = screen;
    await visit(screen, '/');
    await seeTitle(page, 'Ce qui est attendu de vous');
    const tasks = await seeTexts(page, 'main .task:not(.task--waiting)', 'her two tasks', ({ length }) => length === 2);
    expect(tasks).toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^Saisir les données d’activité ${world.equipmentNames[0]}`)),
        expect.stringMatching(new RegExp(`^Saisir les données financières ${world.equipmentNames[1]}`)),
      ]),
    );
    expect(await hasText(page, world.equipmentNames[2]!)).toBe(false);
    for (const [declaration, mine, closed] of [
      [id, 'saisie-activite', 'saisie-financiere'],
      [there, 'saisie-financiere', 'saisie-activite'],
    ] as const) {
      await visit(screen, `/declarations/${declaration}/${mine}`);
      await seeTexts(page, 'main form button', 'her form', (texts) => texts.includes('Enregistrer'));
      await visit(screen, `/declarations/${declaration}/${closed}`);
      await seeText(page, notYours);
      expect(await textsOf(page, 'main form button')).toEqual([]);
    }
    for (const path of [`/equipements/${third}`, `/declarations/${hidden}`]) {
      await visit(screen, path);
      await seeTitle(page, 'Page introuvable');
    }
    await visit(screen, `/equipements/${first}`);
    await seeTitle(page, world.equipmentNames[0]!);
  });

  play('2.6: the activity provider enters, modifies, explains and ends; the accounts are not hers', async () => {
    const { page } = activity;
    await continueFromHome(activity, world.equipmentNames[0]!);
    await enterAndControl(page, 'Données d’activité', activityFigures(125));
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeText(page, '42 500,00 h');
    await follow(page, 'Revenir à la saisie');
    await enterAndControl(page, 'Données d’activité', { attendedHours: 3_910_000, invoicedHours: 4_140_000 });
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeText(page, '39 100,00 h');
    expect(await explainOnScreen(page)).toBeGreaterThanOrEqual(2);
    await endSection(page);
    await seeText(page, 'La saisie des données d’activité est terminée.');
    await seeTitle(page, 'Ce qui est attendu de vous');

    await visit(activity, `/declarations/${id}/saisie-activite`);
    await seeText(page, `La saisie a été terminée par ${team.people.activity.name}`);
    await seeText(page, 'Seul l’approbateur peut la rouvrir.');
    await visit(activity, `/declarations/${id}/saisie-financiere`);
    await seeText(page, notYours);
  });

  play('2.7: the financial provider enters, modifies, explains and ends; the activity is not hers', async () => {
    const { page } = financial;
    await continueFromHome(financial, world.equipmentNames[0]!);
    await enterAndControl(page, 'Données financières', { ...financialFigures(), c64Staff: 35_000_000 });
    await seeTitle(page, 'Contrôle des données financières');
    await seeText(page, '442 000,00 €');
    await follow(page, 'Revenir à la saisie');
    await enterAndControl(page, 'Données financières', { c64Staff: 30_000_000 });
    await seeTitle(page, 'Contrôle des données financières');
    await seeText(page, '392 000,00 €');
    expect(await explainOnScreen(page)).toBeGreaterThanOrEqual(2);
    await endSection(page);
    await seeText(page, 'La saisie des données financières est terminée.');

    await visit(financial, `/declarations/${id}/saisie-financiere`);
    await seeText(page, 'Seul l’approbateur peut la rouvrir.');
    await visit(financial, `/declarations/${id}/saisie-activite`);
    await seeText(page, notYours);
  });

  play('2.8: the approver reads both sections and their explanations, edits neither, hands one back', async () => {
    const { page } = approver;
    await continueFromHome(approver, world.equipmentNames[0]!);
    await seeTitle(page, 'Contrôle de la déclaration');
    await seeText(page, '39 100,00 h');
    await seeText(page, '300 000,00 €');
    await seeText(page, 'Points des sections et explications données');
    await seeText(page, `par ${team.people.activity.name}`);
    for (const form of ['saisie-activite', 'saisie-financiere']) {
      await visit(approver, `/declarations/${id}/${form}`);
      await seeText(page, 'La saisie a été terminée par');
      expect(await textsOf(page, 'main form button')).toEqual([]);
    }
    await visit(approver, `/declarations/${id}/controle-declaration`);
    await press(page, `Rendre la section à ${team.people.activity.name}`);
    await page.locator('#message-section').fill(message);
    await press(page, 'Rendre la section');
    await seeText(page, 'La saisie n’est pas terminée');
    // Neither the controls of the declaration nor its transmission meanwhile, and still no form for her.
    expect(await textsOf(page, 'main button')).not.toContain('Contrôler la déclaration');
    await visit(approver, `/declarations/${id}/saisie-activite`);
    await seeText(page, 'Ces données sont saisies par une autre personne. Vous pouvez les lire.');

    await continueFromHome(activity, world.equipmentNames[0]!);
    await seeText(activity.page, message);
    await enterAndControl(activity.page, 'Données d’activité', { openingDays: 219 });
    await seeTitle(activity.page, 'Contrôle des données d’activité');
    await explainOnScreen(activity.page);
    await endSection(activity.page);
    await seeText(activity.page, 'La saisie des données d’activité est terminée.');
  });

  play(
    '2.8: the approver explains the whole, transmits, reads the Caf’s reason and corrects; nobody else can',
    async () => {
      const { page } = approver;
      await continueFromHome(approver, world.equipmentNames[0]!);
      await reviewOnScreen(page);
      await transmitOnScreen(page);
      await reject(agent, id, motive);
      await visit(activity, '/');
      await seeText(activity.page, 'Aucune action n’est attendue de vous pour le moment.');
      await visit(activity, `/declarations/${id}/saisie-activite`);
      await seeText(activity.page, 'Ces données sont saisies par une autre personne. Vous pouvez les lire.');
      expect(await hasText(activity.page, motive)).toBe(false);

      await visit(approver, '/');
      await seeText(page, 'À corriger après un rejet');
      await continueFromHome(approver, world.equipmentNames[0]!);
      await seeTitle(page, 'Données d’activité');
      await seeText(page, 'La Caf a rejeté la version 1');
      await seeText(page, motive);
      await typeInto(page, 'openingDays', '218');
      await press(page, 'Enregistrer et contrôler');
      await seeTitle(page, 'Contrôle des données d’activité');
    },
  );

  play('2.8: or she entrusts the correction of a section to its provider, who then can', async () => {
    const { page } = approver;
    await visit(financial, `/declarations/${id}/saisie-financiere`);
    await seeText(financial.page, 'Ces données sont saisies par une autre personne. Vous pouvez les lire.');
    await visit(approver, `/declarations/${id}/saisie-financiere`);
    await follow(page, 'Choisir qui corrige');
    await seeTitle(page, 'Corriger la déclaration');
    await press(page, `Confier à ${team.people.financial.name}`);
    await page.locator('#message-financial').fill(entrusted);
    await press(page, 'Confier la correction');
    await seeText(page, `La correction est confiée à ${team.people.financial.name}`);
    await visit(approver, `/declarations/${id}/saisie-financiere`);
    await seeText(page, 'Ces données sont saisies par une autre personne. Vous pouvez les lire.');

    await continueFromHome(financial, world.equipmentNames[0]!);
    await seeText(financial.page, `Correction confiée par ${team.people.approver.name}`);
    await seeText(financial.page, entrusted);
    await enterAndControl(financial.page, 'Données financières', { c64Staff: 25_000_000 });
    await seeTitle(financial.page, 'Contrôle des données financières');
    await explainOnScreen(financial.page);
    await endSection(financial.page);
    await seeText(financial.page, 'La saisie des données financières est terminée.');
  });

  test('no browser complained', () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
