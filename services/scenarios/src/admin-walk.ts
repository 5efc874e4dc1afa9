import { press, seeText, seeTitle, visit, type Screen } from './browser.ts';

/** What Caf agents do on the administration’s screens. */

/** Opens the réelle of an exercise for the one equipment that the search finds. */
export async function openActualOnScreen(screen: Screen, equipmentName: string, exercise: number): Promise<void> {
  const { page } = screen;
  await visit(screen, '/ouverture');
  await seeTitle(page, 'Ouvrir une déclaration');
  await page.locator('#ouverture-equipement').click();
  await page.keyboard.type(equipmentName);
  await page.locator('[role="option"]').wait();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('#ouverture-exercice').fill(String(exercise));
  await page.locator('#ouverture-type-ACTUAL').click();
  await press(page, 'Ouvrir la déclaration');
  await seeText(page, 'la déclaration est ouverte');
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
