import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, save } from './src/acts.ts';
import { refused, type ApiClient } from './src/api-client.ts';
import {
  fillSignIn,
  follow,
  hasText,
  newcomer,
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
import { originOf } from './src/environment.ts';
import { activityFigures } from './src/figures.ts';
import { opened } from './src/prepared.ts';
import { seeExactly, seePath } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Person, type Team, type World } from './src/world.ts';

// Guide, fiche 2: coming in with one’s own identifier, going out, and being warned when something typed is not saved.
const door = 'Mettre à jour votre mot de passe';
const question = 'Quitter sans enregistrer ?';

describe('fiche 2, signing in and out', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let claire: Person;
  let id: string;
  let form: string;
  const screens: Screen[] = [];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La Porte Verte');
    team = await newTeam(agent, world);
    for (const person of [team.activity, team.financial, team.approver]) await acceptTerms(person);
    claire = team.people.activity;
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    form = `/declarations/${id}/saisie-activite`;
    browser = await startBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, screens, work), 60_000);

  /** Somebody without a session opens an address kept among the favourites. */
  async function openFavourite(path: string): Promise<Screen> {
    const screen = await newcomer(browser, 'portal');
    screens.push(screen);
    await screen.page.goto(`${originOf('portal')}${path}`, { waitUntil: 'load' });
    await seeText(screen.page, door);
    return screen;
  }

  async function arrive(person: Person, path = '/'): Promise<Screen> {
    const screen = await personAt(browser, 'portal', person, path);
    screens.push(screen);
    return screen;
  }

  /** Fills Keycloak’s form with what will not do. */
  async function tryIn({ page }: Screen, identifier: string, password: string): Promise<void> {
    await page.locator('#username').fill(identifier);
    await page.locator('#password').fill(password);
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('#kc-login').click()]);
    await seeText(page, 'ou le mot de passe est incorrect.');
    expect(page.url().startsWith(originOf('portal'))).toBe(false);
  }

  async function pressSignOut(screen: Screen, person: Person): Promise<void> {
    await press(screen.page, person.name);
    await press(screen.page, 'Déconnexion');
  }

  play('2.1: an address kept among the favourites leads to the sign-in page, then there', async () => {
    for (const [favourite, path, title] of [
      ['/auth/login', '/', 'Ce qui est attendu de vous'],
      [form, form, 'Données d’activité'],
    ] as const) {
      const screen = await openFavourite(favourite);
      await fillSignIn(screen.page, claire);
      await seeTitle(screen.page, title);
      await seePath(screen, path);
      await screen.close();
      screens.pop();
    }
    const screen = await openFavourite(form);
    await tryIn(screen, claire.email, 'motdepasse1');
    await screen.page.goto(`${originOf('portal')}${form}`, { waitUntil: 'load' });
    await seeText(screen.page, door);
  });

  play('2.2: the identifier is the e-mail address, and nothing else', async () => {
    const screen = await openFavourite('/');
    await seeExactly(screen.page, 'label[for="username"]', ['Adresse e-mail']);
    await tryIn(screen, claire.name, claire.password);
    await tryIn(screen, claire.email.split('@')[0]!, claire.password);
    await fillSignIn(screen.page, { ...claire, email: claire.email.toUpperCase() });
    await seeTitle(screen.page, 'Ce qui est attendu de vous');
    await seeText(screen.page, claire.name);
  });

  play('2.3: several people of one gestionnaire, each with an identifier; no identifier for two', async () => {
    await save(team.activity, id, 'activity', activityFigures());
    for (const person of Object.values(team.people)) {
      const screen = await arrive(person);
      await press(screen.page, person.name);
      await seeExactly(screen.page, '#panneau-personne', [
        `${person.name} ${world.partnerName} Mon compte Modifier mon mot de passe Déconnexion`,
      ]);
      await seeText(screen.page, world.equipmentNames[0]!);
    }
    // One who forgot to leave a computer ends that session from another one.
    const left = await arrive(claire, form);
    const here = await arrive(claire, '/mon-compte');
    await seeTitle(here.page, 'Mon compte');
    await seeText(here.page, 'cette connexion');
    const sessions = (await here.page.$$('ui-own-sessions li')).length;
    await here.page.locator('ui-own-sessions li:nth-of-type(2) button').click();
    await seeText(here.page, 'La connexion est terminée.');
    expect(await here.page.$$('ui-own-sessions li')).toHaveLength(sessions - 1);
    await seeText(left.page, 'Votre session est fermée');
    await left.close();
    await here.close();
    screens.splice(-2);
    // What each does bears her own name.
    const approver = screens.at(-1)!;
    await visit(approver, form);
    await seeText(approver.page, `par ${claire.name}.`);
    const body = { email: claire.email, givenName: 'Anne', familyName: 'Autre', population: 'PARTNER' };
    const again = await agent.send('POST', '/api/identity/users', { ...body, partnerId: world.partnerId });
    expect(refused('the same identifier', again)).toMatchObject({
      code: 'EMAIL_TAKEN',
      detail: expect.stringMatching(/^Cette adresse électronique ne peut pas être utilisée/),
    });
  });

  play('2.9: every screen has the way out, which ends Keycloak’s session too', async () => {
    const screen = await arrive(claire);
    const { page } = screen;
    for (const path of [
      '/',
      '/recherche/declarations',
      '/recherche/equipements',
      `/equipements/${world.equipmentIds[0]}`,
      form,
      `/declarations/${id}/controle-activite`,
      `/declarations/${id}/consultation`,
      '/nulle-part',
    ]) {
      await visit(screen, path);
      await press(page, claire.name);
      await seeExactly(page, '#panneau-personne button', ['Déconnexion']);
    }
    await visit(screen, form);
    await page.locator('#champ-places').wait();
    await pressSignOut(screen, claire);
    await seeText(page, door);
    // Neither the way back nor the address shows anything, and Keycloak asks for the password again.
    await page.goBack();
    await seeText(page, door);
    await page.goto(`${originOf('portal')}${form}`, { waitUntil: 'load' });
    await seeText(page, door);
    expect(await hasText(page, world.equipmentNames[0]!)).toBe(false);
    await fillSignIn(page, claire);
    await seeTitle(page, 'Données d’activité');
    // The home page is where signing out leads: from there it leads out all the same.
    await visit(screen, '/');
    await seeTitle(page, 'Ce qui est attendu de vous');
    await pressSignOut(screen, claire);
    await seeText(page, door);
  });

  play('2.10: leaving or signing out asks only while something typed is not saved', async () => {
    const screen = await arrive(claire, form);
    const { page } = screen;
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    // Saved as one goes: nothing is asked, neither by the page nor by the browser.
    await typeInto(page, 'openingDays', '208');
    await follow(page, 'Accueil');
    await seeTitle(page, 'Ce qui est attendu de vous');
    await visit(screen, form);
    await page.locator('#champ-openingDays').wait();
    expect(await typedIn(page, 'openingDays')).toBe('208');

    // What cannot be saved is asked about, by the page and by the browser.
    await typeInto(page, 'openingDays', 'beaucoup');
    await follow(page, 'Accueil');
    await seeText(page, question);
    expect(await textOf(page)).toContain('Elles restent gardées dans cet onglet');
    await press(page, 'Rester pour enregistrer');
    await page.waitForSelector('mat-dialog-container', { hidden: true });
    await seePath(screen, form);
    expect(await typedIn(page, 'openingDays')).toBe('beaucoup');
    expect(asked).toEqual([]);
    await page.reload({ waitUntil: 'load' });
    expect(asked.splice(0)).toEqual(['beforeunload']);
    await seeText(page, 'Ce que vous aviez tapé a été retrouvé');

    await pressSignOut(screen, claire);
    await seeText(page, 'Se déconnecter sans enregistrer ?');
    await press(page, 'Rester pour enregistrer');
    await page.waitForSelector('mat-dialog-container', { hidden: true });
    expect(await typedIn(page, 'openingDays')).toBe('beaucoup');
    await pressSignOut(screen, claire);
    await press(page, 'Se déconnecter');
    await seeText(page, door);

    // Nothing typed is left on this computer, and nothing is asked when all is saved.
    await fillSignIn(page, claire);
    await visit(screen, form);
    await eventually('the saved figure', async () => (await typedIn(page, 'openingDays')) === '208');
    await typeInto(page, 'openingDays', '209');
    await pressSignOut(screen, claire);
    await seeText(page, door);
    await fillSignIn(page, claire);
    await visit(screen, form);
    await eventually('the figure saved on the way out', async () => (await typedIn(page, 'openingDays')) === '209');
    expect(asked).toEqual([]);
  });

  test('no browser complained', () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
