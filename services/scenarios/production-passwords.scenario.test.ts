import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { codeOf } from '@portail/platform/testing/totp.ts';
import type { Browser } from 'puppeteer-core';
import { applyPasswordPolicy } from '../../scripts/stack/provision/realm-policy.ts';
import { chosenPasswordPolicy, type PasswordPolicyName } from '../../scripts/stack/realm.ts';
import { givePassword } from './src/accounts-desk.ts';
import { acceptTerms } from './src/acts.ts';
import { accepted } from './src/api-client.ts';
import {
  fillSignIn,
  follow,
  newcomer,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { environmentOf, tell } from './src/control-door.ts';
import { agentAccount, cafAdministratorAccount, ownCaf } from './src/demo-people.ts';
import { originOf, variable } from './src/environment.ts';
import { examine } from './src/examination.ts';
import { whatTheImageSays } from './src/image-text.ts';
import { mailsTo } from './src/mail-sink.ts';
import { chooseNew, keyOn, openForgotten, refusalOn, sendField, sendForgotten } from './src/password-forms.ts';
import { signIn, type Account } from './src/sign-in.ts';
import { newPerson, newWorld, type Person } from './src/world.ts';

// What production does (k8s/overlays/production): the policy `reinforced` and `PASSWORD_RESET=link`. Every account of the realm
// follows them meanwhile, so that this file plays alone.
describe('passwords in production', () => {
  let browser: Browser;
  let person: Person;
  let agent: Account;
  let screen: Screen;
  /** What the system does when this file does not play. */
  let resetBefore = 'provisional';
  const long = 'Une phrase longue, avec des accents éàç, dont je me souviens.';
  const choose = 'Choisir un nouveau mot de passe';

  const apply = (policy: PasswordPolicyName) =>
    applyPasswordPolicy(
      variable('TEST_KEYCLOAK_URL'),
      { username: variable('TEST_KEYCLOAK_MASTER_USER'), password: variable('TEST_KEYCLOAK_MASTER_PASSWORD') },
      policy,
    );

  beforeAll(async () => {
    const desk = await signIn('admin', agentAccount());
    const world = await newWorld(desk, 'Le Blindage');
    person = await newPerson(desk, world, 'Prudente', { 0: ['ACTIVITY_PROVIDER'] });
    await acceptTerms(await signIn('portal', person));
    const administrator = await signIn('admin', cafAdministratorAccount());
    const email = `agent.${randomBytes(4).toString('hex')}@scenario.example`;
    const asked = { email, givenName: 'Agathe', familyName: 'Prudente', population: 'CAF_AGENT', cafCodes: [ownCaf] };
    accepted('an agent', await administrator.send('POST', '/api/identity/users', asked));
    agent = await givePassword(email);
    browser = await startBrowser();
    await apply('reinforced');
    resetBefore = environmentOf('identity')['PASSWORD_RESET'] ?? resetBefore;
    await tell('identity', 'stop');
    await tell('identity', 'start', { env: { PASSWORD_RESET: 'link' } });
  }, 120_000);

  afterAll(async () => {
    try {
      await apply(chosenPasswordPolicy());
    } finally {
      await tell('identity', 'stop');
      await tell('identity', 'start', { env: { PASSWORD_RESET: resetBefore } });
      await browser?.close();
    }
  }, 120_000);

  const play = (name: string, work: () => Promise<void>) =>
    test(name, async () => {
      screen = await newcomer(browser, 'portal');
      await step(name, [screen], work);
      expect(screen.complaints).toEqual([]);
      await screen.close();
    });

  play('a partner changes their password: each refusal where one reads it, a long sentence accepted', async () => {
    const { page } = screen;
    await visit(screen, '/');
    await page.locator('#change-password').click();
    await fillSignIn(page, person);
    await seeTitle(page, choose);
    await seeText(page, 'Au moins 12 caractères');
    for (const [password, sentence] of [
      ['onze lettre', 'Ce mot de passe est trop court : 12 caractères au moins.'],
      ['x'.repeat(129), 'Ce mot de passe est trop long : 128 caractères au plus.'],
      ['qwertyqwerty', 'Ce mot de passe est trop courant. Choisissez-en un autre.'],
      [person.email, 'Ce mot de passe est votre adresse e-mail. Choisissez-en un autre.'],
      [person.password, 'Ce mot de passe est l’un des 3 derniers. Choisissez-en un autre.'],
    ] as const) {
      await chooseNew(page, password);
      expect([password, await refusalOn(page)]).toEqual([password, sentence]);
    }
    expect(await examine(screen, 'reinforced-refused')).toEqual([]);
    await chooseNew(page, long);
    await seeTitle(page, 'Ce qui est attendu de vous');
  });

  play('who forgot it gets a link: it serves once, and the old password stays until then', async () => {
    const { page } = screen;
    const links = async () => {
      const mails = (await mailsTo(person.email)).filter(({ subject }) => subject === 'Choisir votre mot de passe');
      return mails.map(({ text }) => /https?:\S+action-token\S+/.exec(text)?.[0] ?? '');
    };
    // The first one came when the person was registered.
    const before = (await links()).length;
    await openForgotten(page);
    await sendForgotten(page, person.email, (await whatTheImageSays(page)).text);
    await seeTitle(page, 'Demande enregistrée');
    const link = await eventually('the link', async () => (await links())[before], 30_000);
    await signIn('portal', { ...person, password: long });
    await page.goto(link, { waitUntil: 'load' });
    await seeTitle(page, 'Choisir votre mot de passe');
    expect(await examine(screen, 'password-link')).toEqual([]);
    await follow(page, 'Continuer');
    await seeTitle(page, choose);
    const chosen = `${long} Bis.`;
    await chooseNew(page, chosen);
    await seeText(page, 'Votre mot de passe est modifié.');
    expect(await examine(screen, 'password-link-done')).toEqual([]);
    await eventually('the new password', () => signIn('portal', { ...person, password: chosen }));
    await expect(signIn('portal', { ...person, password: long })).rejects.toThrow('incorrect');
    await page.goto(link, { waitUntil: 'load' });
    await seeText(page, 'Ce lien n’est plus valable');
  });

  play('an agent sets a second factor up before coming in, and does not pass round it', async () => {
    const { page } = screen;
    const account = `${originOf('admin')}/mon-compte`;
    await page.goto(account, { waitUntil: 'load' });
    await fillSignIn(page, agent);
    await seeTitle(page, 'Protéger votre compte par un code');
    await seeText(page, 'Votre profil demande une validation en deux étapes.');
    await page.goto(account, { waitUntil: 'load' });
    await seeTitle(page, 'Se connecter');
    await fillSignIn(page, agent);
    await seeTitle(page, 'Protéger votre compte par un code');
    await follow(page, 'Saisir une clé à la place de l’image');
    await seeText(page, 'saisissez cette clé');
    await sendField(page, '#totp', codeOf(await keyOn(page)), '#saveTOTPBtn');
    await seeTitle(page, 'Garder vos codes de secours');
    await page.locator('#codes-kept').click();
    await press(page, 'Continuer');
    await seeTitle(page, 'Mon compte');
    await seeText(page, 'elle ne peut pas être désactivée');
    expect(await examine(screen, 'account-second-factor-due')).toEqual([]);
  });
});
