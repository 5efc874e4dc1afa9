import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Page } from 'puppeteer-core';
import { fillForm, follow, inPage, press, seeText, seeTitle, textOf, visit, type Screen } from './browser.ts';
import type { Values } from './declaration-view.ts';

/** What people do on the portal’s screens, step by step. */

/** Fields of the forms that hold plain whole numbers. */
export const wholeFields = ['openingDays', 'enrolledChildren', 'childrenLowContribution'];

const explainLimitMs = 15_000;

/**
 * Within the article of a point, the button that keeps its explanation. While the act before is under way, whose effect the page may
 * already show, it takes no press.
 */
export const keepExplanation = 'form button[type="submit"]:not([aria-disabled])';

/** From « Accueil » to what is expected of this person on this equipment. */
export async function continueFromHome(screen: Screen, equipmentName: string): Promise<void> {
  await visit(screen, '/');
  await seeTitle(screen.page, 'Ce qui est attendu de vous');
  await seeText(screen.page, equipmentName);
  await screen.page.locator('main a.go').click();
}

/** Types the figures of a section and asks for the controls. */
export async function enterAndControl(page: Page, title: string, values: Values): Promise<void> {
  await seeTitle(page, title);
  await fillForm(page, values, wholeFields);
  await press(page, 'Enregistrer et contrôler');
}

/** Waits until everything typed in the form is saved. */
export async function seeSaved(page: Page): Promise<void> {
  await eventually(
    'the form to be saved',
    async () => /Enregistré à \d+ h \d\d(?!, sauf)/.test(await textOf(page)),
    30_000,
  );
}

/** Explains every point that asks for it, one after the other. */
export async function explainOnScreen(page: Page): Promise<number> {
  const open = `[...document.querySelectorAll('article form textarea')].filter((box) => box.checkVisibility()).map((box) => box.id)`;
  await eventually('the verdict of the controls', () =>
    inPage<boolean>(page, `document.querySelector('.verdict') !== null`),
  );
  for (let explained = 0; ; explained += 1) {
    const boxes = await inPage<string[]>(page, open);
    const [box] = boxes;
    if (box === undefined) return explained;
    await page.locator(`[id="${box}"]`).fill('Les effectifs ont évolué avec la rentrée de septembre.');
    await page.locator(`article:has([id="${box}"]) ${keepExplanation}`).click();
    await eventually(
      'the explanation to be kept',
      async () => !(await inPage<string[]>(page, open)).includes(box),
      explainLimitMs,
    );
  }
}

/** Ends the section from its control step. */
export async function endSection(page: Page): Promise<void> {
  await press(page, 'Terminer la saisie');
}

/** The approver gives an ended section back to the person who fills it. */
export async function handBackOnScreen(
  page: Page,
  to: string,
  message = 'Merci de revoir ces données.',
): Promise<void> {
  await press(page, `Rendre la section à ${to}`);
  await page.locator('#message-section').fill(message);
  await press(page, 'Rendre la section');
  await seeText(page, 'La section est rendue');
}

/** Goes on from a control step: a button while going on ends the section, a link once it has ended. */
export async function goOnFromControls(page: Page): Promise<void> {
  await page.locator('.action-bar ::-p-text(Continuer)').click();
}

/** Goes to another step of the « chemin de fer » above the screen. */
export async function goToStep(page: Page, name: string): Promise<void> {
  await page.locator(`#etapes a::-p-text(${name})`).click();
}

/** Runs and explains the whole-declaration controls, comments, and goes on to the transmission. */
export async function reviewOnScreen(page: Page): Promise<void> {
  await seeTitle(page, 'Contrôle de la déclaration');
  await press(page, 'Contrôler la déclaration');
  await seeText(page, 'Points de la déclaration');
  await explainOnScreen(page);
  await page.locator('#commentaire').fill('Les comptes sont ceux de l’assemblée générale.');
  await press(page, 'Enregistrer le commentaire');
  await follow(page, 'Continuer vers la transmission');
}

/** Attests and transmits. */
export async function transmitOnScreen(page: Page): Promise<void> {
  await seeTitle(page, 'Transmission à la Caf');
  await page.locator('#attestation').click();
  if (await page.$('#conditions')) await page.locator('#conditions').click();
  await press(page, 'Transmettre à la Caf');
  await seeText(page, 'La déclaration est transmise à la Caf');
}
