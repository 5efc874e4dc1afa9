import type { Page } from 'puppeteer-core';
import { follow, inPage, plain, seeTitle } from './browser.ts';
import { originOf } from './environment.ts';

/** Opens the page of a forgotten password from the sign-in page. */
export async function openForgotten(page: Page): Promise<void> {
  await page.goto(`${originOf('portal')}/`, { waitUntil: 'load' });
  await seeTitle(page, 'Se connecter');
  await follow(page, 'Mot de passe oublié\u202f?');
  await seeTitle(page, 'Mot de passe oublié');
}

/** Asks for a new password of an address, with what the image says. */
export async function sendForgotten(page: Page, email: string, answer: string): Promise<void> {
  await page.locator('#email').fill(email);
  await page.locator('#answer').fill(answer);
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.locator('::-p-aria([name="Envoyer le courriel"][role="button"])').click(),
  ]);
}

/** Fills Keycloak’s form of a new password, sends it and waits for the page that answers. */
export async function chooseNew(page: Page, password: string, again = password): Promise<void> {
  await page.locator('#password-new').fill(password);
  await page.locator('#password-confirm').fill(again);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('#kc-login').click()]);
}

/** Fills one field of Keycloak, sends its form and waits for the page that answers. */
export async function sendField(page: Page, field: string, text: string, button = '#kc-login'): Promise<void> {
  await page.locator(field).fill(text);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator(button).click()]);
}

/** What Keycloak refuses, as it stands above its form. */
export async function refusalOn(page: Page): Promise<string> {
  return plain(await inPage<string>(page, `document.querySelector('#input-error')?.textContent ?? ''`));
}

/** The key of a second factor, shown in the place of its picture. */
export async function keyOn(page: Page): Promise<string> {
  return inPage<string>(page, `document.querySelector('#kc-totp-secret-key').textContent`);
}
