import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { codeLife, codeOf } from '@portail/platform/testing/totp.ts';
import type { Browser, Page } from 'puppeteer-core';
import { acceptTerms } from './src/acts.ts';
import {
  fillSignIn,
  follow,
  inPage,
  newcomer,
  personAt,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  titleOf,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, nationalAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { examine } from './src/examination.ts';
import { mailAbout } from './src/mail-sink.ts';
import { keyOn, refusalOn, sendField } from './src/password-forms.ts';
import { signIn } from './src/sign-in.ts';
import { newPerson, newWorld, type Person } from './src/world.ts';

// The second factor of a partner: set up, used, lost, reset by the Caf, given up; and a new password of everybody, as it is asked.
describe('a second factor', () => {
  let browser: Browser;
  let person: Person;
  let screen: Screen;
  let desk: Screen;
  let key = '';
  let codes: readonly string[] = [];

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'La Double Porte');
    person = await newPerson(agent, world, 'Verrou', { 0: ['ACTIVITY_PROVIDER'] });
    await acceptTerms(await signIn('portal', person));
    browser = await startBrowser();
    screen = await personAt(browser, 'portal', person);
    desk = await personAt(browser, 'admin', agentAccount());
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [screen, desk], work));
  /** From « Mon compte » to the list of recovery codes. */
  async function setUp(page: Page): Promise<void> {
    await follow(page, 'Activer la validation en deux étapes');
    await seeTitle(page, 'Protéger votre compte par un code');
    await follow(page, 'Saisir une clé à la place de l’image');
    await seeText(page, 'saisissez cette clé');
  }
  async function keepCodes(page: Page): Promise<void> {
    await seeTitle(page, 'Garder vos codes de secours');
    await page.locator('#codes-kept').click();
    await press(page, 'Continuer');
    await seeTitle(page, 'Mon compte');
  }
  /** The person at another computer, in front of the question that follows the password. */
  async function elsewhere(): Promise<Screen> {
    const other = await newcomer(browser, 'portal');
    await other.page.goto(`${originOf('portal')}/mon-compte`, { waitUntil: 'load' });
    await fillSignIn(other.page, person);
    await seeTitle(other.page, 'Saisir le code de votre application');
    return other;
  }

  play('is set up from « Mon compte »: a picture or a key, a wrong code refused, the recovery codes kept', async () => {
    const { page } = screen;
    await visit(screen, '/mon-compte');
    await seeText(page, 'Désactivée.');
    expect(await examine(screen, 'account-protection')).toEqual([]);
    await follow(page, 'Activer la validation en deux étapes');
    await seeTitle(page, 'Protéger votre compte par un code');
    expect(await examine(screen, 'second-factor-picture')).toEqual([]);
    await press(page, 'Revenir sans modifier');
    await seeTitle(page, 'Mon compte');
    await setUp(page);
    expect(await examine(screen, 'second-factor-key')).toEqual([]);
    await sendField(page, '#totp', '000000', '#saveTOTPBtn');
    expect(await refusalOn(page)).toContain('Ce code n’est pas valable, ou a déjà servi.');
    expect(await inPage(page, `document.querySelector('#totp').getAttribute('aria-describedby')`)).toBe('input-error');
    expect(await examine(screen, 'second-factor-refused')).toEqual([]);
    key = await keyOn(page);
    await sendField(page, '#totp', codeOf(key), '#saveTOTPBtn');
    await seeTitle(page, 'Garder vos codes de secours');
    codes = await inPage<string[]>(
      page,
      `[...document.querySelectorAll('.codes code')].map((each) => each.textContent)`,
    );
    expect(codes).toHaveLength(12);
    await page.browserContext().overridePermissions(new URL(page.url()).origin, ['clipboard-sanitized-write']);
    await press(page, 'Copier les codes');
    await seeText(page, 'Les codes sont copiés.');
    expect(await examine(screen, 'recovery-codes')).toEqual([]);
    await keepCodes(page);
    await seeText(page, '12 codes de secours restants');
    expect(await examine(screen, 'account-protected')).toEqual([]);
  });

  play('is asked after the password: a wrong code, the right one, and not twice the same', async () => {
    const other = await elsewhere();
    expect(await examine(other, 'second-factor-code')).toEqual([]);
    await sendField(other.page, '#otp', '000000');
    expect(await refusalOn(other.page)).toContain('Ce code n’est pas valable');
    const code = codeOf(key, Date.now() + codeLife);
    await sendField(other.page, '#otp', code);
    await seeTitle(other.page, 'Mon compte');
    await other.close();
    const again = await elsewhere();
    await sendField(again.page, '#otp', code);
    expect(await refusalOn(again.page)).toContain('a déjà servi');
    await again.close();
  });

  play('is replaced by a recovery code without the telephone', async () => {
    const other = await elsewhere();
    const { page } = other;
    await press(page, 'Je n’ai pas cette application ou cette liste avec moi');
    await seeTitle(page, 'Choisir comment confirmer que c’est vous');
    expect(await examine(other, 'second-factor-choice')).toEqual([]);
    await press(page, 'Avec un code de secours');
    await seeTitle(page, 'Saisir un code de secours');
    await sendField(page, '#recoveryCodeInput', 'FAUXFAUXFAUX');
    expect(await refusalOn(page)).toContain('Ce code de secours n’est pas le bon.');
    expect(await examine(other, 'recovery-code-refused')).toEqual([]);
    await sendField(page, '#recoveryCodeInput', codes[0]!.replaceAll('-', ''));
    await seeTitle(page, 'Mon compte');
    await seeText(page, '11 codes de secours restants');
    await other.close();
  });

  play('is reset by the Caf with a reason: the person is told, and their sessions end', async () => {
    const { page } = desk;
    await visit(desk, `/personnes/${person.id}`);
    await seeText(page, '11 codes de secours restants');
    expect(await examine(desk, 'person-second-factor')).toEqual([]);
    await press(page, 'Réinitialiser la deuxième étape');
    await page.locator('#deuxieme-etape-motif').fill('perdu');
    await press(page, 'Réinitialiser');
    await seeText(page, 'La deuxième étape est gardée');
    await seeText(page, 'Écrivez au moins 10 caractères.');
    expect(await examine(desk, 'person-second-factor-refused')).toEqual([]);
    await page.locator('#deuxieme-etape-motif').fill('Téléphone perdu, identité vérifiée par téléphone.');
    await press(page, 'Réinitialiser');
    await seeText(page, 'La deuxième étape est réinitialisée.');
    await seeText(page, 'Validation en deux étapes retirée');
    await seeText(page, 'Téléphone perdu, identité vérifiée par téléphone.');
    await eventually('the end of their session', async () => {
      await screen.page.goto(`${originOf('portal')}/mon-compte`, { waitUntil: 'load' });
      return (await titleOf(screen.page)) === 'Se connecter';
    });
    const mail = await mailAbout(person.email, 'Votre validation en deux étapes est désactivée');
    expect(mail.text).not.toContain(key);
    expect(mail.text).not.toContain('Téléphone perdu');
  });

  play('may be set up again, and given up by its person, who has just signed in', async () => {
    const { page } = screen;
    await fillSignIn(page, person);
    await seeTitle(page, 'Mon compte');
    await setUp(page);
    await sendField(page, '#totp', codeOf(await keyOn(page)), '#saveTOTPBtn');
    await keepCodes(page);
    await press(page, 'Désactiver la validation en deux étapes');
    await press(page, 'Désactiver la validation');
    await seeText(page, 'La validation en deux étapes est désactivée.');
    await seeText(page, 'Désactivée.');
    // Whoever wants to show that it is them gives their password again, whatever session is open.
    await visit(screen, '/auth/login?to=sign-in-again&returnTo=/mon-compte');
    await seeTitle(page, 'Se connecter');
    await sendField(page, '#password', person.password);
    await seeTitle(page, 'Mon compte');
  });

  play('a new password of everybody: national only, counted, with a reason, and not without being sure', async () => {
    await visit(desk, '/mots-de-passe');
    await seeText(desk.page, 'Page introuvable');
    const national = await personAt(browser, 'admin', nationalAccount());
    const { page } = national;
    await follow(page, 'Mots de passe');
    await seeTitle(page, 'Mots de passe');
    await seeText(page, 'choisiront un nouveau mot de passe à leur prochaine connexion');
    await press(page, 'Demander un nouveau mot de passe…');
    await seeText(page, 'Rien n’est demandé');
    expect(await examine(national, 'every-password-refused')).toEqual([]);
    await page.locator('#mots-de-passe-motif').fill('Mise à jour du portail de novembre.');
    await press(page, 'Demander un nouveau mot de passe…');
    await press(page, 'Ne rien demander');
    await seeText(page, 'Aucun changement général n’a encore été demandé.');
    expect(national.complaints).toEqual([]);
    await national.close();
  });

  test('no browser complained', () => {
    expect([...screen.complaints, ...desk.complaints]).toEqual([]);
  });
});
