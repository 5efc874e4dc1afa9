import type { Page } from 'puppeteer-core';
import { press, seeText, seeTitle, visit, type Screen } from './browser.ts';

/** What Caf agents do on the administration’s screens. */

/** What an agent asks to open, in the words of the page. */
export interface AskedOpening {
  readonly equipmentName: string;
  readonly exercise: number;
  readonly type: 'Prévisionnelle' | 'Actualisée' | 'Réelle';
  /** Asked for an actualisée only. */
  readonly period?: 'De janvier à juin (30/06)' | 'De janvier à septembre (30/09)';
}

/** Asks for an opening, for the one equipment that the search finds; the page answers. */
export async function askToOpen(screen: Screen, asked: AskedOpening): Promise<void> {
  const { page } = screen;
  await visit(screen, '/ouverture');
  await seeTitle(page, 'Ouvrir une déclaration');
  await page.locator('#ouverture-equipement').click();
  await page.keyboard.type(asked.equipmentName);
  await page.locator('[role="option"]').wait();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('#ouverture-exercice').fill(String(asked.exercise));
  await tick(page, asked.type);
  if (asked.period !== undefined) await tick(page, asked.period);
  await press(page, 'Ouvrir la déclaration');
}

/** Opens the réelle of an exercise. */
export async function openActualOnScreen(screen: Screen, equipmentName: string, exercise: number): Promise<void> {
  await askToOpen(screen, { equipmentName, exercise, type: 'Réelle' });
  await seeText(screen.page, 'la déclaration est ouverte');
}

async function tick(page: Page, answer: string): Promise<void> {
  await page.locator(`::-p-aria([name="${answer}"][role="radio"])`).click();
}

/** Accepts a transmitted declaration, or rejects it with a motive. */
export async function decideOnScreen(
  screen: Screen,
  id: string,
  decision: 'validate' | { readonly reject: string },
): Promise<void> {
  const { page } = screen;
  await visit(screen, `/declarations/${id}`);
  await page.locator(`#decider-${decision === 'validate' ? 'VALIDATE' : 'REJECT'}`).click();
  await page.locator('#decision-texte').fill(decision === 'validate' ? 'Conforme.' : decision.reject);
  await press(page, decision === 'validate' ? 'Valider la déclaration' : 'Rejeter la déclaration');
  await seeText(page, decision === 'validate' ? 'la déclaration est validée' : 'est rejetée');
}
