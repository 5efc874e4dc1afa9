import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, complete, review } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import {
  fillSignIn,
  follow,
  inPage,
  personAt,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  textOf,
  typedIn,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures, updatedFigures } from './src/figures.ts';
import { unawareOfTime } from './src/idle-session.ts';
import { focused } from './src/keyboard.ts';
import { endSection, enterAndControl, explainOnScreen, goToStep } from './src/portal-walk.ts';
import { opened } from './src/prepared.ts';
import { seePath, seeTexts, stepsOn, textsOf } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

// Guide, fiche 5: making a declaration, step by step, and what happens when one is away for too long.
const six = [
  'Saisie des données d’activité',
  'Contrôle des données d’activité',
  'Saisie des données financières',
  'Contrôle des données financières',
  'Contrôle de la déclaration',
  'Transmission à la Caf',
];
const minute = 60_000;

describe('fiche 5, a declaration step by step', () => {
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
    world = await newWorld(agent, 'Le Petit Train');
    team = await newTeam(agent, world);
    for (const person of [team.activity, team.financial, team.approver]) await acceptTerms(person);
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
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
  const states = async (screen: Screen) => (await stepsOn(screen.page)).map(({ state }) => state);

  play('5.3: who is financial provider only lands on the financial form', async () => {
    const { page } = financial;
    await visit(financial, '/');
    await follow(page, world.equipmentNames[0]!);
    await seeTitle(page, world.equipmentNames[0]!);
    await page.locator('main .declaration__acts ::-p-text(Saisir les données financières)').click();
    await seeTitle(page, 'Données financières');
    await visit(financial, `/declarations/${id}`);
    await seePath(financial, `/declarations/${id}/saisie-financiere`);
    await seeTexts(page, 'main form button', 'her form', (texts) => texts.includes('Enregistrer'));
    // The activity provider, on the same declaration, lands on hers; the other form is closed to each.
    await visit(activity, `/declarations/${id}`);
    await seePath(activity, `/declarations/${id}/saisie-activite`);
    await visit(financial, `/declarations/${id}/saisie-activite`);
    await seeText(page, 'Votre rôle sur cet équipement ne donne pas accès à ces données.');
    expect(await textsOf(page, 'main form')).toEqual([]);
  });

  play(
    '5.1: six steps above the screen, the present one marked; they follow the work and lead where one may go',
    async () => {
      const { page } = activity;
      await visit(activity, `/declarations/${id}`);
      await seeTitle(page, 'Données d’activité');
      const steps = await stepsOn(page);
      expect(steps.map(({ name }) => name)).toEqual(six);
      expect(steps.every(({ drawn }) => drawn)).toBe(true);
      expect(steps.filter(({ here }) => here).map(({ name }) => name)).toEqual([six[0]]);
      expect((await states(activity)).slice(0, 2)).toEqual(['à faire', 'après la saisie']);
      await enterAndControl(page, 'Données d’activité', activityFigures());
      await seeTitle(page, six[1]!);
      await explainOnScreen(page);
      const controlled = await stepsOn(page);
      expect(controlled.filter(({ here }) => here).map(({ name }) => name)).toEqual([six[1]]);
      expect(controlled[0]).toMatchObject({
        leads: true,
        state: expect.stringMatching(/^enregistrée le .+ par Camille/),
      });
      await goToStep(page, six[0]!);
      await seePath(activity, `/declarations/${id}/saisie-activite`);
      await goToStep(page, six[1]!);
      await seePath(activity, `/declarations/${id}/controle-activite`);
      await endSection(page);
      await seeTitle(page, 'Ce qui est attendu de vous');
      await visit(activity, `/declarations/${id}`);
      expect((await states(activity)).slice(0, 2)).toEqual([
        expect.stringMatching(/^verrouillée le .+ par Camille Activite$/),
        expect.stringMatching(/^verrouillé le .+ par Camille Activite$/),
      ]);
    },
  );

  play('5.2: the steps depend on role and type; one that is not hers leads nowhere', async () => {
    await visit(activity, `/declarations/${id}/controle-activite`);
    const hers = await stepsOn(activity.page);
    expect(hers.slice(2).map(({ state, leads }) => [state, leads])).toEqual(
      six.slice(2).map(() => ['ne vous concerne pas', false]),
    );
    await visit(activity, `/declarations/${id}/saisie-financiere`);
    await seeText(activity.page, 'Votre rôle sur cet équipement ne donne pas accès à ces données.');
    await visit(financial, `/declarations/${id}/saisie-financiere`);
    expect(await states(financial)).toEqual([
      'ne vous concerne pas',
      'ne vous concerne pas',
      'à faire',
      'après la saisie',
      'ne vous concerne pas',
      'ne vous concerne pas',
    ]);
    await visit(approver, `/declarations/${id}/saisie-financiere`);
    const approvers = await stepsOn(approver.page);
    expect(approvers.map(({ state }) => state)).not.toContain('ne vous concerne pas');
    expect(approvers.slice(4)).toEqual([
      expect.objectContaining({ state: 'quand la saisie de chaque section sera terminée', leads: false }),
      expect.objectContaining({ state: 'après le contrôle de la déclaration', leads: false }),
    ]);

    const wanted = { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'UPDATED', periodEnd: '2016-06-30' };
    const updated = await opened(agent, team, wanted);
    await visit(activity, `/declarations/${updated}`);
    await seeTitle(activity.page, 'Données d’activité');
    const four = [six[0], six[1], six[4], six[5]];
    expect((await stepsOn(activity.page)).map(({ name }) => name)).toEqual(four);
    await complete(team.activity, updated, 'activity', updatedFigures());
    await visit(approver, `/declarations/${updated}`);
    await seeTitle(approver.page, six[4]!);
    expect((await stepsOn(approver.page)).map(({ name }) => name)).toEqual(four);
    await visit(financial, `/declarations/${updated}/saisie-financiere`);
    await seeText(financial.page, 'Une déclaration actualisée n’a pas de données financières');
  });

  play('5.5: the equipment page is one click away from every step', async () => {
    await complete(team.financial, id, 'financial', financialFigures());
    await review(team.approver, id);
    const { page } = approver;
    for (const path of [
      'saisie-activite',
      'controle-activite',
      'saisie-financiere',
      'controle-financier',
      'controle-declaration',
      'transmission',
    ]) {
      await visit(approver, `/declarations/${id}/${path}`);
      expect((await stepsOn(page)).some(({ here }) => here)).toBe(true);
      await follow(page, world.equipmentNames[0]!);
      await seeTitle(page, world.equipmentNames[0]!);
      await seePath(approver, `/equipements/${world.equipmentIds[0]}`);
    }
  });

  play('5.4: without an act one is warned before the end, and one key prolongs the session', async () => {
    const { page } = financial;
    const time = await unawareOfTime(financial);
    await visit(financial, `/declarations/${id}/saisie-financiere`);
    await seeText(page, 'La saisie a été terminée par');
    await time.looksWhenLeft(4 * minute);
    await seeText(page, 'Votre session va se fermer');
    expect(await textOf(page)).toMatch(/Sans action de votre part, elle se fermera à \d+ h \d\d pour protéger/);
    await eventually('the focus on the button', async () => (await focused(financial)) === 'Continuer la session');
    await page.keyboard.press('Enter');
    await page.waitForSelector('mat-dialog-container', { hidden: true });
    // Looking at the session does not prolong it.
    const end = `fetch('/auth/session').then((answer) => answer.json()).then(({ idleExpiresAt }) => idleExpiresAt)`;
    expect(Date.parse(await inPage<string>(page, end)) - Date.now()).toBeGreaterThan(25 * minute);
  });

  play('5.4, 5.5: then it ends; signing in again leads to the same place, with what was typed', async () => {
    const { page } = activity;
    const wanted = { equipmentId: world.equipmentIds[0]!, exercise: 2017, type: 'ACTUAL' };
    const path = `/declarations/${await opened(agent, team, wanted)}/saisie-activite`;
    const time = await unawareOfTime(activity);
    await visit(activity, path);
    await page.locator('#champ-places').wait();
    await typeInto(page, 'enrolledChildren', '51');
    await page.keyboard.press('Tab');
    await seeText(page, 'Enregistré à');
    await typeInto(page, 'openingDays', 'deux cents');
    await page.keyboard.press('Tab');
    await seeText(page, 'à corriger');
    await time.looksWhenLeft(2_000);
    await seeText(page, 'Votre session est fermée');
    await seeText(page, 'Ce que vous avez tapé est gardé sur cet appareil.');
    const session = `fetch('/auth/session').then((answer) => answer.json()).then(({ signedIn }) => signedIn)`;
    await eventually('the session to be over', async () => !(await inPage<boolean>(page, session)));
    // Keycloak’s own session has lasted as long.
    const context = page.browserContext();
    await context.deleteCookie(...(await context.cookies()));
    await press(page, 'Se reconnecter');
    await fillSignIn(page, team.people.activity);
    await seeTitle(page, 'Données d’activité');
    await seePath(activity, path);
    await seeText(page, 'Ce que vous aviez tapé a été retrouvé');
    expect(await typedIn(page, 'openingDays')).toBe('deux cents');
    expect(await typedIn(page, 'enrolledChildren')).toBe('51');
  });

  test('no browser complained', () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
