import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser, Page } from 'puppeteer-core';
import { days } from '@portail/platform/testing/keycloak-clock.ts';
import { administration } from './src/accounts-desk.ts';
import { acceptTerms } from './src/acts.ts';
import {
  fillSignIn,
  follow,
  inPage,
  newcomer,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { examine } from './src/examination.ts';
import { chooseNew, refusalOn } from './src/password-forms.ts';
import { signIn } from './src/sign-in.ts';
import { newPerson, newWorld, type Person } from './src/world.ts';

// Guide, annex A.5, A.7, A.8: Keycloak’s pages in the look and the words of the sites, a new password at sign-in or from a screen.
describe('sign-in pages', () => {
  let browser: Browser;
  let person: Person;
  let screen: Screen;
  const chosen = 'nouveau2016';

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Le Trousseau');
    person = await newPerson(agent, world, 'Portier', { 0: ['ACTIVITY_PROVIDER'] });
    await acceptTerms(await signIn('portal', person));
    browser = await startBrowser();
    screen = await newcomer(browser, 'portal');
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [screen], work));
  /** Sends a form of Keycloak and waits for the page that answers. */
  const send = (page: Page) =>
    Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('#kc-login').click()]);

  play('the page of a newcomer: our words, nothing for axe, a narrow screen', async () => {
    const { page } = screen;
    await page.goto(`${originOf('portal')}/recherche/equipements`, { waitUntil: 'load' });
    await seeTitle(page, 'Se connecter');
    expect(await page.title()).toBe('Se connecter – Portail Caf partenaires');
    expect(await inPage(page, 'document.documentElement.lang')).toBe('fr');
    expect(await examine(screen, 'sign-in')).toEqual([]);
  });

  play('a wrong password and an unknown address get the same sentence, where one reads it', async () => {
    const { page } = screen;
    const said: string[] = [];
    for (const email of [person.email, 'personne.inconnue@scenario.example']) {
      await page.locator('#username').fill(email);
      await page.locator('#password').fill('perdu2016');
      await send(page);
      said.push(await refusalOn(page));
      expect(await inPage(page, `document.querySelector('#username').getAttribute('aria-describedby')`)).toBe(
        'input-error',
      );
    }
    expect(said[0]).toContain('L’adresse e-mail ou le mot de passe est incorrect.');
    expect(said[1]).toBe(said[0]);
    expect(await examine(screen, 'sign-in-refused')).toEqual([]);
    await page.locator('#password').fill('visible2016');
    await press(page, 'Afficher le mot de passe');
    expect(await inPage(page, `document.querySelector('#password').type`)).toBe('text');
  });

  play('A.8: signing in to change the password: the rule is said, each refusal too, then the site', async () => {
    const { page } = screen;
    const box = '::-p-aria([name="Mettre à jour votre mot de passe"][role="checkbox"])';
    // Ticked, unticked, ticked: the last word counts, after a refused password too.
    for (const _press of [1, 2, 3]) await page.locator(box).click();
    await page.locator('#username').fill(person.email);
    await page.locator('#password').fill('perdu2016');
    await send(page);
    expect(await refusalOn(page)).toContain('incorrect');
    expect(await inPage(page, `document.querySelector('#change-password').checked`)).toBe(true);
    expect(await examine(screen, 'sign-in-to-change')).toEqual([]);
    await fillSignIn(page, person);
    await seeTitle(page, 'Choisir un nouveau mot de passe');
    await seeText(page, 'De 6 à 20 caractères');
    expect(await examine(screen, 'new-password')).toEqual([]);
    for (const [password, again, sentence] of [
      ['court', 'court', 'Ce mot de passe est trop court'],
      ['sanschiffre', 'sanschiffre', 'Ajoutez au moins 1 chiffre'],
      ['SANSMINUSCULE1', 'SANSMINUSCULE1', 'Ajoutez au moins 1 lettre minuscule'],
      [person.password, person.password, 'Choisissez-en un autre'],
      [chosen, `${chosen}9`, 'Les deux mots de passe sont différents'],
    ] as const) {
      await chooseNew(page, password, again);
      expect(await refusalOn(page)).toContain(sentence);
    }
    expect(await examine(screen, 'new-password-refused')).toEqual([]);
    await chooseNew(page, chosen);
    await seeTitle(page, 'Rechercher un équipement');
    await signIn('portal', { ...person, password: chosen });
  });

  play('from a screen of the site, and back to it, changed or not', async () => {
    const { page } = screen;
    await page.goto(`${originOf('portal')}/recherche/equipements?commune=Montrevel`, { waitUntil: 'load' });
    await seeTitle(page, 'Rechercher un équipement');
    await page.locator('.opener[aria-controls="panneau-personne"]').click();
    await follow(page, 'Modifier mon mot de passe');
    await seeTitle(page, 'Choisir un nouveau mot de passe');
    await press(page, 'Revenir sans modifier');
    await seeTitle(page, 'Rechercher un équipement');
    expect(page.url()).toBe(`${originOf('portal')}/recherche/equipements?commune=Montrevel`);
    await signIn('portal', { ...person, password: chosen });
  });

  play('A.7: a password of 45 days opens; from the 46th day on a new one is asked, and the page says why', async () => {
    const desk = administration();
    await desk.agePassword(person.email, days(45, -60));
    await signIn('portal', { ...person, password: chosen });
    await desk.agePassword(person.email, days(0, 120));
    const late = await newcomer(browser, 'portal');
    await step('46', [late], async () => {
      await late.page.goto(`${originOf('portal')}/recherche/equipements`, { waitUntil: 'load' });
      await fillSignIn(late.page, { ...person, password: chosen });
      await seeTitle(late.page, 'Choisir un nouveau mot de passe');
      await seeText(late.page, 'date de plus de 45 jours');
      expect(await examine(late, 'password-too-old')).toEqual([]);
      await chooseNew(late.page, 'printemps2016');
      await seeTitle(late.page, 'Rechercher un équipement');
      expect(late.complaints).toEqual([]);
    });
    await late.close();
  });

  test('no browser complained', () => {
    expect(screen.complaints).toEqual([]);
  });
});
