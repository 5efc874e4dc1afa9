import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { complete, save } from './src/acts.ts';
import { follow, hasText, seeText, seeTitle, step, visit, type Screen } from './src/browser.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { endSection, enterAndControl, explainOnScreen, handBackOnScreen, keepExplanation } from './src/portal-walk.ts';
import { actsOn, pointOf, seeAct, seeStateOfStep } from './src/reading.ts';
import { complaintsOf, newSheet, openFor, seat, seatWithRoles, validatedActual, type Sheet } from './src/sheet.ts';

// Guide, fiche 9: the same step as for the activity, on the accounts.
describe('fiche 9, control of the financial data', () => {
  let sheet: Sheet;
  let provider: Screen;
  let approver: Screen;
  let grown: string;
  let steady: string;
  /** Charges and contributions of one euro more than the year before: no gap, and no copy either. */
  const nearly = { ...financialFigures(), c60Purchases: 3_000_100, p744Municipality: 15_700_100 };

  beforeAll(async () => {
    sheet = await newSheet('La Balance');
    await validatedActual(sheet, 2015);
    grown = await openFor(sheet, { type: 'ACTUAL', exercise: 2016 });
    steady = await openFor(sheet, { type: 'FORECAST', exercise: 2016 });
    for (const id of [grown, steady]) await complete(sheet.team.activity, id, 'activity', activityFigures());
    provider = await seat(sheet, sheet.team.people.financial);
    approver = await seat(sheet, sheet.team.people.approver);
  }, 120_000);

  afterAll(async () => {
    await sheet?.browser.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, sheet.screens, work));

  play('9.x: without the control step the accounts do not end', async () => {
    const { page } = provider;
    await save(sheet.team.financial, grown, 'financial', { ...nearly, c64Staff: 30_000_000 });
    await visit(provider, `/declarations/${grown}/controle-financier`);
    await seeTitle(page, 'Contrôle des données financières');
    await seeAct(page, 'Contrôler de nouveau');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
  });

  play('9.x: when nothing stands out, the step says that nothing is expected', async () => {
    const { page } = provider;
    await visit(provider, `/declarations/${steady}/saisie-financiere`);
    await enterAndControl(page, 'Données financières', nearly);
    await seeTitle(page, 'Contrôle des données financières');
    await seeText(page, 'Contrôle sans écart');
    expect(await hasText(page, 'Actions requises')).toBe(false);
  });

  play('9.x: each gap with the year before shows both figures, the threshold and what to do', async () => {
    const { page } = provider;
    await visit(provider, `/declarations/${grown}/saisie-financiere`);
    await enterAndControl(page, 'Données financières', {});
    await seeTitle(page, 'Contrôle des données financières');
    await seeText(page, 'points à expliquer.');
    const point = await pointOf(page, 'Total des charges');
    expect(point).toContain('Votre chiffre 392 001,00 € En 2015 342 000,00 € Écart +14,62 % Seuil 10,00 %');
    expect(point).toContain('Actions requises Vérifiez la donnée saisie et corrigez-la si nécessaire.');
    expect(await pointOf(page, 'Résultat rapporté aux charges')).toContain('expliquez cet excédent ou ce déficit');
  });

  play('9.x: unexplained, one does not go on; explained, one does; a correction asks again', async () => {
    const { page } = provider;
    await seeText(page, 'Vous pourrez continuer quand chaque point sera corrigé ou expliqué.');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
    await page.locator('article form textarea').fill('Hausse.');
    await page.locator(`article ${keepExplanation}`).click();
    await seeText(page, 'Expliquez l’écart en 10 caractères au moins.');
    expect(await explainOnScreen(page)).toBeGreaterThanOrEqual(2);
    await seeText(page, 'Tous les écarts sont expliqués.');
    await follow(page, 'Revenir à la saisie');
    await enterAndControl(page, 'Données financières', { c64Staff: 30_000_100 });
    await seeTitle(page, 'Contrôle des données financières');
    await seeText(page, 'Les chiffres ont changé depuis cette explication.');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
    await explainOnScreen(page);
  });

  play('9.x: the provider ends the section, lands at home, and only the approver reopens it', async () => {
    const { page } = provider;
    const { name } = sheet.team.people.financial;
    await endSection(page);
    await seeTitle(page, 'Ce qui est attendu de vous');
    await visit(provider, `/declarations/${grown}/saisie-financiere`);
    await seeText(page, `La saisie a été terminée par ${name}`);
    await seeText(page, 'Seul l’approbateur peut la rouvrir.');
    expect(await page.$('#champ-c64Staff')).toBeNull();
    expect((await actsOn(page)).filter((act) => /rouvrir|rendre/i.test(act))).toEqual([]);
    await visit(approver, `/declarations/${grown}/controle-financier`);
    await handBackOnScreen(approver.page, name);
    await page.locator('#champ-c64Staff').wait();
  });

  play('9.x: who also approves goes on to the whole declaration', async () => {
    const id = await openFor(sheet, { type: 'FORECAST', exercise: 2017 });
    await complete(sheet.team.activity, id, 'activity', activityFigures());
    const { page } = await seatWithRoles(sheet, 'Approbatrice', ['FINANCIAL_PROVIDER', 'APPROVER'], id);
    await enterAndControl(page, 'Données financières', nearly);
    await seeTitle(page, 'Contrôle des données financières');
    await seeText(page, 'Vous pouvez la rouvrir.');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
    await follow(page, 'Continuer');
    await seeTitle(page, 'Contrôle de la déclaration');
    await seeStateOfStep(page, 'Saisie des données financières', 'verrouillée');
  });

  test('no browser complained', () => {
    expect(complaintsOf(sheet)).toEqual([]);
  });
});
