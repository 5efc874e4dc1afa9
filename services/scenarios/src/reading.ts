import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Page } from 'puppeteer-core';
import { inPage, plain, type Screen } from './browser.ts';

/** What a person reads on a page: lists of texts, the steps of a declaration, the address. */

const readLimitMs = 30_000;

/** The texts of what matches and is there to see, in the order of the page, each in one line. */
export async function textsOf(page: Page, selector: string): Promise<string[]> {
  const found = await inPage<string[]>(
    page,
    `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((each) => each.checkVisibility()).map((each) => each.innerText)`,
  );
  // What only a screen reader says stands apart: « Consulter , Réelle 2016 ».
  return found.map((text) => plain(text).replaceAll(' ,', ','));
}

/** Waits until the visible texts of what matches are such, and gives them. */
export async function seeTexts(
  page: Page,
  selector: string,
  what: string,
  such: (texts: readonly string[]) => boolean,
): Promise<string[]> {
  let last: string[] = [];
  return eventually(
    what,
    async () => {
      last = await textsOf(page, selector);
      return such(last) && last;
    },
    readLimitMs,
  ).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}; ${selector} reads ${JSON.stringify(last)}`);
  });
}

/** Waits until exactly these texts stand there. */
export async function seeExactly(page: Page, selector: string, expected: readonly string[]): Promise<void> {
  const wanted = expected.map(plain);
  await seeTexts(page, selector, `${JSON.stringify(wanted)}`, (texts) => texts.join('\n') === wanted.join('\n'));
}

/** One step of the « chemin de fer » as it is read. */
export interface SeenStep {
  readonly name: string;
  /** « à faire », « verrouillée le 12/03/2016 par Claire Roux ». */
  readonly state: string;
  /** It has a drawing beside its words. */
  readonly drawn: boolean;
  /** One can go there. */
  readonly leads: boolean;
  /** The one on screen. */
  readonly here: boolean;
}

/** The « chemin de fer » above a screen of a declaration. */
export async function stepsOn(page: Page): Promise<SeenStep[]> {
  const steps = await eventually(
    'the steps of the declaration',
    async () => {
      const seen = await inPage<SeenStep[]>(
        page,
        `[...document.querySelectorAll('nav[aria-label="Étapes de la déclaration"] li')].map((step) => ({
          name: step.querySelector('.name').innerText.replace(/^\\s*\\d+\\s*/, ''),
          state: step.querySelector('.state').innerText,
          drawn: step.querySelector('.state svg')?.checkVisibility() ?? false,
          leads: step.querySelector('a[href]') !== null,
          here: step.querySelector('[aria-current="step"]') !== null,
        }))`,
      );
      return seen.length > 0 && seen;
    },
    readLimitMs,
  );
  return steps.map((step) => ({ ...step, name: plain(step.name), state: plain(step.state) }));
}

/** The lines of the entry form on screen: « A12 Nombre d’enfants différents inscrits (facultatif) ». */
export async function linesOn(page: Page): Promise<string[]> {
  const lines = await eventually(
    'the lines of the form',
    async () => {
      const seen = await inPage<string[][]>(
        page,
        `[...document.querySelectorAll('main form app-line-field .label')].map((label) => [...label.children].map((part) => part.innerText))`,
      );
      return seen.length > 0 && seen;
    },
    readLimitMs,
  );
  return lines.map((parts) => plain(parts.join(' ')));
}

/** Waits until the address of the screen ends so. */
export async function seePath({ page }: Screen, path: string): Promise<void> {
  await eventually(`the address ${path}`, () => new URL(page.url()).pathname === path, readLimitMs);
}

/** What stands beside a term (« Capacité autorisée » → « 20 places »); undefined when the term is not on the page. */
export async function factOf(page: Page, term: string): Promise<string | undefined> {
  const pairs = await inPage<[string, string][]>(
    page,
    `[...document.querySelectorAll('main dt')].map((term) => [term.innerText, term.nextElementSibling?.innerText ?? ''])`,
  );
  return pairs
    .map(([name, words]) => [plain(name), plain(words)] as const)
    .find(([name]) => name.startsWith(term))?.[1];
}

/** Waits until what stands beside a term reads so: what is typed shows in the totals with the next picture of the page. */
export async function seeFact(page: Page, term: string, words: string): Promise<void> {
  let last: string | undefined;
  await eventually(
    `${term}: ${words}`,
    async () => {
      last = await factOf(page, term);
      return last === words;
    },
    readLimitMs,
  ).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}; it reads ${JSON.stringify(last)}`);
  });
}

/** The help of a line of a form. */
export interface Help {
  readonly label: string;
  /** It was closed before it was asked for. */
  readonly closed: boolean;
  readonly text: string;
}

/** Presses every help button of the form, in order, and reads what opens. */
export async function helpsOf(page: Page): Promise<Help[]> {
  const helps = await inPage<Help[]>(
    page,
    `(async () => {
      const read = [];
      for (const button of document.querySelectorAll('main form button[aria-controls$="-aide"]')) {
        const text = document.getElementById(button.getAttribute('aria-controls'));
        const closed = !text.checkVisibility();
        button.click();
        await new Promise((rendered) => requestAnimationFrame(() => requestAnimationFrame(rendered)));
        read.push({ label: button.textContent, closed, text: text.checkVisibility() ? text.innerText : '' });
      }
      return read;
    })()`,
  );
  return helps.map(({ label, closed, text }) => ({
    label: plain(label).replace(/^Aide sur « (.*) »$/, '$1'),
    closed,
    text: plain(text),
  }));
}

/** What stands in the card of a point of the controls, in one line; empty when there is no such card. */
export async function pointOf(page: Page, heading: string): Promise<string> {
  const cards = await inPage<[string, string][]>(
    page,
    `[...document.querySelectorAll('main article')].map((card) => [card.querySelector('h3').innerText, card.innerText])`,
  );
  return plain(cards.find(([title]) => plain(title) === heading)?.[1] ?? '');
}

/** The rows of the page’s tables, or of the one of this caption, cell by cell. */
export async function rowsOf(page: Page, caption?: string): Promise<string[][]> {
  const tables = await inPage<[string, string[][]][]>(
    page,
    `[...document.querySelectorAll('main table')].map((table) => [
      table.caption?.textContent ?? '',
      [...table.querySelectorAll('tbody tr, tfoot tr')].map((row) => [...row.cells].map((cell) => cell.innerText)),
    ])`,
  );
  return tables
    .filter(([title]) => caption === undefined || plain(title) === caption)
    .flatMap(([, rows]) => rows.map((cells) => cells.map(plain)));
}

/** The buttons and links of the page’s main part, by name. */
export async function actsOn(page: Page): Promise<string[]> {
  const names = await inPage<string[]>(
    page,
    `[...document.querySelectorAll('main button, main a')].filter((act) => act.checkVisibility()).map((act) => act.innerText)`,
  );
  return names.map(plain);
}

/** Waits until one can do this on the page: acts come with what is known of the declaration. */
export async function seeAct(page: Page, name: string): Promise<void> {
  await seeTexts(page, 'main button, main a', `the act « ${name} »`, (acts) => acts.includes(name));
}

/** Waits until a step of the « chemin de fer » says so. */
export async function seeStateOfStep(page: Page, name: string, words: string): Promise<void> {
  const what = `« ${words} » at the step « ${name} »`;
  await eventually(what, async () => (await stateOfStep(page, name)).includes(words), readLimitMs);
}

/** The state in words of a step of the « chemin de fer »; empty when the declaration has no such step. */
export async function stateOfStep(page: Page, name: string): Promise<string> {
  return (await stepsOn(page)).find((step) => step.name === name)?.state ?? '';
}
