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
