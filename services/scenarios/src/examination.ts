import { eventually } from '@portail/platform/testing/eventually.ts';
import { axeFindings } from './axe.ts';
import { inPage, picture, type Screen } from './browser.ts';
import { pictured } from './environment.ts';

const narrow = { width: 320, height: 800 };
export const wide = { width: 1_280, height: 900 };

/** Axe, one title and 320 px without scrolling sideways on the page as it stands; pictures at both widths, to be looked at. */
export async function examine(screen: Screen, name: string): Promise<string[]> {
  await isLoaded(screen.page);
  return examineAsItIs(screen, name, false);
}

/** The same, with axe at 320 px too, where tables are cards and the menu is folded. */
export async function examineTwice(screen: Screen, name: string): Promise<string[]> {
  await isLoaded(screen.page);
  return examineAsItIs(screen, name, true);
}

/** The same at both widths, of a page that still waits. */
export async function examineWaiting(screen: Screen, name: string): Promise<string[]> {
  return examineAsItIs(screen, name, true);
}

async function examineAsItIs(screen: Screen, name: string, twice: boolean): Promise<string[]> {
  const { page } = screen;
  const seen = (width: string) => pictured() && picture(page, `accessibility-${screen.site}-${name}${width}`);
  const findings = (await axeFindings(page)).map((finding) => `${name}: ${finding}`);
  await seen('');
  await page.setViewport(narrow);
  if (twice) findings.push(...(await axeFindings(page)).map((finding) => `${name} at 320 px: ${finding}`));
  const overflow = await inPage<number>(
    page,
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  if (overflow > 0) findings.push(`${name}: ${overflow} px too wide at 320 px`);
  await seen('-320');
  await page.setViewport(wide);
  const titles = await inPage<number>(page, `document.querySelectorAll('h1').length`);
  if (titles !== 1) findings.push(`${name}: ${titles} h1`);
  if ((await page.title()).trim() === '') findings.push(`${name}: no window title`);
  return findings;
}

/** The network never falls silent (live streams, requests a navigation cut): the page itself says when it is there. */
export async function isLoaded(page: Screen['page']): Promise<void> {
  const there = `document.readyState === 'complete' && document.querySelector('ui-loading') === null`;
  await eventually('the page to be loaded', () => inPage<boolean>(page, there), 30_000);
}
