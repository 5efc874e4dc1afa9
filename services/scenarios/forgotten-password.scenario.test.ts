import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser, Page } from 'puppeteer-core';
import { acceptTerms } from './src/acts.ts';
import {
  fillSignIn,
  follow,
  inPage,
  newcomer,
  picture,
  plain,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { whatTheImageSays } from './src/image-text.ts';
import { mailAbout, mailsTo } from './src/mail-sink.ts';
import { chooseNew, openForgotten, sendForgotten } from './src/password-forms.ts';
import { signIn } from './src/sign-in.ts';
import { newPerson, newWorld, type Person } from './src/world.ts';

// Guide, annex A.1 to A.5: from « Mot de passe oublié ? » to the site again, by the mail that really left.
describe('a forgotten password', () => {
  let browser: Browser;
  let person: Person;
  let screen: Screen;
  let provisional: string;
  const chosen = 'retrouve2016';
  const choose = 'Choisir un nouveau mot de passe';

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Le Nœud au Mouchoir');
    person = await newPerson(agent, world, 'Tourneboule', { 0: ['ACTIVITY_PROVIDER'] });
    await acceptTerms(await signIn('portal', person));
    browser = await startBrowser();
    screen = await newcomer(browser, 'portal');
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [screen], work));
  /** The browser gives the focus with the first picture of the page, after its words are there. */
  const seeFocus = (page: Page, id: string) =>
    eventually(`the focus on ${id}`, () => inPage<boolean>(page, `document.activeElement?.id === '${id}'`));

  play('A.1, A.2: the page, its image and its sound; what is wrong is said on top and at the field', async () => {
    const { page } = screen;
    await openForgotten(page);
    expect(await page.title()).toBe('Mot de passe oublié – Portail Caf partenaires');
    await seeFocus(page, 'email');
    expect(await examine(screen, 'forgotten-password')).toEqual([]);
    await page.setViewport({ width: 1_440, height: 900 });
    await picture(page, 'forgotten-password-1440');
    await page.setViewport({ width: 360, height: 800 });
    await picture(page, 'forgotten-password-360');
    await page.setViewport({ width: 1_280, height: 900 });
    const heard = await inPage<number>(
      page,
      `(async () => { const sound = document.querySelector('audio'); sound.preload = 'metadata'; sound.load();
        await new Promise((done, no) => { sound.onloadedmetadata = done; sound.onerror = () => no(new Error('no sound')); });
        return sound.duration; })()`,
    );
    expect(heard).toBeGreaterThan(3);
    await press(page, 'Envoyer le courriel');
    await seeText(page, 'Rien n’a été envoyé.');
    await seeText(page, 'Saisissez une adresse e-mail');
    await seeFocus(page, 'email');
    expect(await examine(screen, 'forgotten-password-refused')).toEqual([]);
    const { text } = await whatTheImageSays(page);
    await sendForgotten(page, person.email, otherCase(text));
    await seeText(page, 'Ce n’est pas le texte de l’image.');
    await seeFocus(page, 'answer');
    expect(await inPage(page, `document.querySelector('#email').value`)).toBe(person.email);
  });

  play('A.2: another image on demand, without losing the address', async () => {
    const { page } = screen;
    const before = await inPage<string>(page, `document.querySelector('img').src`);
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), press(page, 'Une autre image')]);
    expect(await inPage(page, `document.querySelector('img').src`)).not.toBe(before);
    expect(await inPage(page, `document.querySelector('#email').value`)).toBe(person.email);
    await seeFocus(page, 'answer');
  });

  play('A.3: a known and an unknown address read the same', async () => {
    const { page } = screen;
    const said: string[] = [];
    for (const email of ['personne.inconnue@scenario.example', person.email]) {
      await openForgotten(page);
      await sendForgotten(page, email, (await whatTheImageSays(page)).text);
      await seeTitle(page, 'Demande enregistrée');
      said.push(plain(await inPage<string>(page, 'document.querySelector("main").innerText')));
    }
    expect(said[0]).toContain('Si cette adresse est connue, un courriel vient de partir.');
    expect(said[1]).toBe(said[0]);
    expect(await examine(screen, 'forgotten-password-sent')).toEqual([]);
  });

  play('A.4: a provisional password comes by mail, and the old one opens nothing any more', async () => {
    const mail = await mailAbout(person.email, 'Votre mot de passe');
    provisional = /^([a-z]{3}\d(?:-[a-z]{3}\d){3})$/m.exec(mail.text)?.[1] ?? '';
    expect(provisional).not.toBe('');
    expect(mail.text).toContain('Il ouvre votre accès une fois');
    expect(mail.html).toContain(provisional);
    await expect(signIn('portal', person)).rejects.toThrow('incorrect');
    expect(await mailsTo('personne.inconnue@scenario.example')).toEqual([]);
  });

  play('A.5: it must be changed at its first use, then serves no more; the change is said by mail', async () => {
    const { page } = screen;
    await follow(page, 'Revenir à la connexion');
    await fillSignIn(page, { email: person.email, password: provisional });
    await seeTitle(page, choose);
    await seeText(page, 'le vôtre est provisoire');
    expect(await examine(screen, 'provisional-password')).toEqual([]);
    await chooseNew(page, chosen);
    await seeTitle(page, 'Ce qui est attendu de vous');
    await expect(signIn('portal', { ...person, password: provisional })).rejects.toThrow('incorrect');
    await signIn('portal', { ...person, password: chosen });
    await mailAbout(person.email, 'Votre mot de passe a été modifié');
  });

  play('the digits that are heard are as good as the image', async () => {
    const visitor = await newcomer(browser, 'portal');
    const { page } = visitor;
    await openForgotten(page);
    await sendForgotten(page, 'personne.inconnue@scenario.example', (await whatTheImageSays(page)).digits);
    await seeTitle(page, 'Demande enregistrée');
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  test('no browser complained', () => {
    expect(screen.complaints).toEqual([]);
  });
});

/** The same letters, capitals small and small ones capital. */
function otherCase(text: string): string {
  return text.replace(/\p{L}/gu, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
}
