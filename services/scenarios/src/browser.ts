import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { launch, type Browser, type BrowserContext, type CDPSession, type Page } from 'puppeteer-core';
import { artefactsFolder, originOf, variable, type Site } from './environment.ts';
import type { Values } from './declaration-view.ts';
import { oneSignIn } from './one-sign-in.ts';
import type { Account } from './sign-in.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];
/** Generous: a laptop that builds something else beside is slow, and a wait ends as soon as what it waits for is there. */
const waitLimitMs = 30_000;

/** One person at one screen, with what the browser complained about. */
export interface Screen {
  readonly page: Page;
  readonly site: Site;
  /** Violations of the content security policy and uncaught errors of our scripts. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Starts Chromium; one for all people of a scenario. */
export async function startBrowser(): Promise<Browser> {
  return launch({ executablePath: variable('CHROMIUM_PATH'), args: flags, pipe: true, headless: true });
}

/** A browser profile of its own, as yet on no page. */
export async function newcomer(browser: Browser, site: Site): Promise<Screen> {
  return openScreen(await browser.createBrowserContext(), site);
}

/** A browser profile of its own, signed in on Keycloak’s page. */
export async function personAt(browser: Browser, site: Site, account: Account, path = '/'): Promise<Screen> {
  const screen = await newcomer(browser, site);
  await screen.page.goto(`${originOf(site)}${path}`, { waitUntil: 'load' });
  await fillSignIn(screen.page, account);
  return screen;
}

const mostTries = 3;

/**
 * Fills Keycloak’s form when it comes, and waits until the site, or Keycloak’s next question, is there. On a machine that is
 * late Keycloak may take two sign-ins of one account for guessing and refuse the second: a person tries again.
 */
export async function fillSignIn(page: Page, account: Account): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    await page.locator('#username').setTimeout(waitLimitMs).fill(account.email);
    await page.locator('#password').fill(account.password);
    await oneSignIn(account.email, () =>
      Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('#kc-login').click()]),
    );
    await page.locator('h1').setTimeout(waitLimitMs).wait();
    if ((await page.$('#kc-form-login')) === null) return;
  }
  throw new Error(`${account.email} could not sign in: ${await textOf(page)}`);
}

/** Accepts the conditions générales when the site asks for it, as at a first sign-in. */
export async function pastTerms({ page }: Screen): Promise<void> {
  const asked = 'Conditions générales d’utilisation';
  const title = await eventually('a title on the page', () => titleOf(page), waitLimitMs);
  if (title !== asked) return;
  await press(page, 'Accepter les conditions et continuer');
  await eventually('the page behind the terms', async () => ![asked, ''].includes(await titleOf(page)), waitLimitMs);
}

/** Another tab of the same person, as yet on no page. */
export async function anotherTab({ page, site }: Screen): Promise<Screen> {
  return openScreen(page.browserContext(), site);
}

async function openScreen(context: BrowserContext, site: Site): Promise<Screen> {
  const page = await context.newPage();
  page.setDefaultTimeout(waitLimitMs);
  await page.setViewport({ width: 1_280, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, site, complaints, close: () => context.close() };
}

/** Opens an address of the screen’s site and waits for its title. */
export async function visit(screen: Screen, path: string): Promise<void> {
  await screen.page.goto(`${originOf(screen.site)}${path}`, { waitUntil: 'load' });
  await screen.page.locator('h1').wait();
}

/** Presses the button of this name. */
export async function press(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
}

/** Follows the link of this name. */
export async function follow(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-aria([name="${name}"][role="link"])`).click();
}

/** Waits until the page’s title (`h1`) is this one. */
export async function seeTitle(page: Page, title: string): Promise<void> {
  await eventually(`the page « ${title} »`, async () => (await titleOf(page)) === plain(title), waitLimitMs);
}

/** Waits until the text stands on the page, whatever its spaces. */
export async function seeText(page: Page, text: string): Promise<void> {
  await eventually(`« ${text} » on the page`, () => hasText(page, text), waitLimitMs);
}

/** Waits until the text stands on the page no longer. */
export async function seeNoText(page: Page, text: string): Promise<void> {
  await eventually(`« ${text} » to leave the page`, async () => !(await hasText(page, text)), waitLimitMs);
}

/** Whether the text stands on the page now. */
export async function hasText(page: Page, text: string): Promise<boolean> {
  return (await textOf(page)).includes(plain(text));
}

/** What stands on the page, in one line. */
export async function textOf(page: Page): Promise<string> {
  return plain(await inPage<string>(page, `document.body?.innerText ?? ''`));
}

/** The page’s title (`h1`), empty when there is none. */
export async function titleOf(page: Page): Promise<string> {
  return plain(await inPage<string>(page, `document.querySelector('h1')?.textContent ?? ''`));
}

/** The value of an expression in the page; asked again when the page was replaced meanwhile. */
export async function inPage<T>(page: Page, expression: string): Promise<T> {
  for (;;) {
    try {
      return (await page.evaluate(expression)) as T;
    } catch (error) {
      if (!/context was destroyed|navigat|detached/i.test(String(error))) throw error;
      await page.waitForSelector('body');
    }
  }
}

/** Text without differences between kinds of spaces. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Types figures into the lines of a form, as a person does; yes/no lines are ticked. */
export async function fillForm(page: Page, values: Values, wholes: readonly string[]): Promise<void> {
  for (const [field, value] of Object.entries(values)) {
    if (typeof value === 'boolean') await page.locator(`#champ-${field}${value ? '' : '-non'}`).click();
    else if (typeof value === 'number') await typeInto(page, field, asTyped(value, wholes.includes(field)));
    else if (value !== null) await typeInto(page, field, value);
  }
}

/** Replaces what stands in a line’s cell. */
export async function typeInto(page: Page, field: string, text: string): Promise<void> {
  const cell = `#champ-${field}`;
  await page.locator(cell).wait();
  await page.focus(cell);
  await inPage(page, `document.querySelector(${JSON.stringify(cell)}).select()`);
  await page.keyboard.type(text);
}

/** What stands in a line’s cell. */
export async function typedIn(page: Page, field: string): Promise<string> {
  return inPage<string>(page, `document.querySelector(${JSON.stringify(`#champ-${field}`)}).value`);
}

function asTyped(value: number, whole: boolean): string {
  if (whole) return String(value);
  const cents = String(value % 100).padStart(2, '0');
  return value % 100 === 0 ? String(value / 100) : `${Math.trunc(value / 100)},${cents}`;
}

/** Keeps a picture of the whole page among the artefacts. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(artefactsFolder(), { recursive: true });
  // Captured beyond the viewport, a page is laid out once more and mixes the styles of two widths.
  await page.screenshot({
    path: join(artefactsFolder(), `${name}.png`),
    fullPage: true,
    captureBeyondViewport: false,
  });
}

/** What a page is seen as lasts as long as the session that asked for it. */
const viewings = new WeakMap<Page, CDPSession>();

/** How a person prefers to see: a dark screen, the colours of the system, or paper. */
export async function seenAs({ page }: Screen, how: 'dark' | 'high-contrast' | 'paper' | 'usual'): Promise<void> {
  const devtools = viewings.get(page) ?? (await page.createCDPSession());
  viewings.set(page, devtools);
  await devtools.send('Emulation.setEmulatedMedia', {
    media: how === 'paper' ? 'print' : '',
    features: [
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'prefers-color-scheme', value: how === 'dark' ? 'dark' : 'light' },
      { name: 'forced-colors', value: how === 'high-contrast' ? 'active' : 'none' },
    ],
  });
}

/** Keeps the page as it is printed on A4 among the artefacts. */
export async function printed(page: Page, name: string): Promise<void> {
  mkdirSync(artefactsFolder(), { recursive: true });
  await page.pdf({ path: join(artefactsFolder(), `${name}.pdf`), preferCSSPageSize: true });
}

/** Runs a step of a scenario; when it fails, keeps a picture of every screen and says where each was. */
export async function step<T>(name: string, screens: readonly Screen[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const places: string[] = [];
    for (const [index, { page }] of screens.entries()) {
      await picture(page, `failure-${name.replace(/[^\w]+/g, '-')}-${index}`);
      places.push(`${page.url()} « ${(await textOf(page)).slice(0, 600)} »`);
    }
    throw new Error(`${name}: ${(error as Error).message}\n${places.join('\n')}`, { cause: error });
  }
}
