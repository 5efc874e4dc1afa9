import type { KeyInput } from 'puppeteer-core';
import { inPage, plain, type Screen } from './browser.ts';

/** What a person without a mouse does: Tab to a thing, then a key. */

const mostTabs = 250;

/** Where the focus is: its id, else its title or name, in one line. */
export async function focused({ page }: Screen): Promise<string> {
  const words = `(({ id, tagName, textContent }) => id || (tagName === 'BODY' ? 'BODY' : textContent))(document.activeElement)`;
  return plain(await inPage<string>(page, words));
}

/** Presses Tab until the element of this id has the focus. */
export async function tabTo(screen: Screen, id: string): Promise<void> {
  await tabUntil(screen, `document.activeElement.id === ${JSON.stringify(id)}`, `#${id}`);
}

/** Presses Tab until a link or a button whose words begin so has the focus. */
export async function tabToAct(screen: Screen, words: string): Promise<void> {
  const text = `document.activeElement.textContent.trim().replace(/\\s+/g, ' ')`;
  const acts = `document.activeElement.matches('a, button') && (${text}).startsWith(${JSON.stringify(words)})`;
  await tabUntil(screen, acts, `« ${words} »`);
}

/** Tab to a link or a button, then Enter. */
export async function enterOn(screen: Screen, words: string): Promise<void> {
  await tabToAct(screen, words);
  await screen.page.keyboard.press('Enter');
}

/** Replaces what stands in the cell that has the focus. */
export async function overtype({ page }: Screen, text: string): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type(text);
}

/** Presses a key with Shift held. */
export async function pressWithShift({ page }: Screen, key: KeyInput): Promise<void> {
  await page.keyboard.down('Shift');
  await page.keyboard.press(key);
  await page.keyboard.up('Shift');
}

/** Presses Tab until the condition holds in the page. */
async function tabUntil({ page }: Screen, condition: string, what: string): Promise<void> {
  for (let presses = 0; presses < mostTabs; presses += 1) {
    await page.keyboard.press('Tab');
    if (await inPage<boolean>(page, condition)) return;
  }
  throw new Error(`${what} cannot be reached with ${mostTabs} presses of Tab`);
}
