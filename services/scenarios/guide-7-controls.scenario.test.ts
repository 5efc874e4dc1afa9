import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { save } from './src/acts.ts';
import { follow, hasText, seeNoText, seeText, seeTitle, step, visit, type Screen } from './src/browser.ts';
import { activityFigures } from './src/figures.ts';
import { endSection, enterAndControl, explainOnScreen, handBackOnScreen, keepExplanation } from './src/portal-walk.ts';
import { actsOn, pointOf, seeAct, seeStateOfStep } from './src/reading.ts';
import { complaintsOf, newSheet, openFor, seat, seatWithRoles, validatedActual, type Sheet } from './src/sheet.ts';

// Guide, fiche 7: the activity data are compared with what the Caf knows; one goes on when nothing is left to explain.
describe('fiche 7, control of the activity data', () => {
  let sheet: Sheet;
  let provider: Screen;
  let approver: Screen;
  let grown: string;
  let steady: string;

  beforeAll(async () => {
    sheet = await newSheet('Le Repère');
    await validatedActual(sheet, 2015);
    grown = await openFor(sheet, { type: 'ACTUAL', exercise: 2016 });
    steady = await openFor(sheet, { type: 'FORECAST', exercise: 2016 });
    provider = await seat(sheet, sheet.team.people.activity);
    approver = await seat(sheet, sheet.team.people.approver);
  }, 120_000);

  afterAll(async () => {
    await sheet?.browser.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, sheet.screens, work));
  const nameOf = (person: 'activity' | 'approver') => sheet.team.people[person].name;

  play('7.1: without the control step the section does not end and nobody goes on', async () => {
    const { page } = provider;
    await save(sheet.team.activity, grown, 'activity', activityFigures(115));
    await visit(provider, `/declarations/${grown}/controle-activite`);
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeStateOfStep(page, 'Contrôle des données d’activité', 'à faire');
    await seeAct(page, 'Contrôler de nouveau');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
    await visit(approver, `/declarations/${grown}/controle-declaration`);
    await seeText(approver.page, 'La saisie n’est pas terminée');
    expect(await actsOn(approver.page)).not.toContain('Contrôler la déclaration');
  });

  play('7.3: when nothing stands out, the step says that nothing is expected', async () => {
    const { page } = provider;
    await visit(provider, `/declarations/${steady}/saisie-activite`);
    await enterAndControl(page, 'Données d’activité', activityFigures());
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeText(page, 'Contrôle sans écart');
    expect(await hasText(page, 'Actions requises')).toBe(false);
    await seeAct(page, 'Terminer la saisie');
  });

  play('7.2, 7.4: each gap shows both years, the threshold, what to do and a place to explain', async () => {
    const { page } = provider;
    await visit(provider, `/declarations/${grown}/saisie-activite`);
    await enterAndControl(page, 'Données d’activité', {});
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeText(page, '2 points à expliquer.');
    const point = await pointOf(page, 'Heures réalisées');
    expect(point).toContain('Votre chiffre 39 100,00 h En 2015 34 000,00 h Écart +15,00 % Seuil 10,00 %');
    expect(point).toContain('Actions requises Vérifiez la donnée saisie et corrigez-la si nécessaire.');
    expect(point).toContain('Explication');
    expect(await pointOf(page, 'Heures facturées')).toContain('41 400,00 h En 2015 36 000,00 h');
  });

  play('7.5: unexplained, one does not go on; a word is no explanation; explained, one does', async () => {
    const { page } = provider;
    await seeText(page, 'Vous pourrez continuer quand chaque point sera corrigé ou expliqué.');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
    await page.locator('article form textarea').fill('Hausse.');
    await page.locator(`article ${keepExplanation}`).click();
    await seeText(page, 'Expliquez l’écart en 10 caractères au moins.');
    await seeText(page, '2 points à expliquer.');
    expect(await explainOnScreen(page)).toBe(2);
    await seeText(page, 'Tous les écarts sont expliqués.');
    await seeAct(page, 'Terminer la saisie');
  });

  play('7.5: back to the entry, a figure that changes asks for its explanation again', async () => {
    const { page } = provider;
    await follow(page, 'Revenir à la saisie');
    await enterAndControl(page, 'Données d’activité', { attendedHours: 3_910_100 });
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeText(page, 'Les chiffres ont changé depuis cette explication.');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
    await explainOnScreen(page);
    await seeText(page, 'Tous les écarts sont expliqués.');
  });

  play(
    '7.6, 7.7: who only fills the activity ends the section, lands at home, and changes nothing any more',
    async () => {
      const { page } = provider;
      await seeText(page, 'Après avoir terminé la saisie, vous ne pourrez plus modifier ces données');
      await endSection(page);
      await seeTitle(page, 'Ce qui est attendu de vous');
      await visit(provider, `/declarations/${grown}/saisie-activite`);
      await seeText(page, `La saisie a été terminée par ${nameOf('activity')}`);
      expect(await page.$('#champ-attendedHours')).toBeNull();
      expect(await actsOn(page)).not.toContain('Enregistrer');
    },
  );

  play('7.8: the provider cannot reopen an ended section, the approver can', async () => {
    const { page } = provider;
    await visit(provider, `/declarations/${grown}/controle-activite`);
    await seeText(page, 'Seul l’approbateur peut la rouvrir.');
    expect((await actsOn(page)).filter((act) => /rouvrir|rendre/i.test(act))).toEqual([]);
    await visit(approver, `/declarations/${grown}/controle-activite`);
    await seeText(approver.page, 'Vous pouvez la rouvrir.');
    await handBackOnScreen(approver.page, nameOf('activity'));
    await seeNoText(page, 'Seul l’approbateur peut la rouvrir.');
    await visit(provider, `/declarations/${grown}/saisie-activite`);
    await seeText(page, `Section rendue par ${nameOf('approver')}`);
    await page.locator('#champ-attendedHours').wait();
  });

  play('7.6: who also fills the accounts goes on to them', async () => {
    const id = await openFor(sheet, { type: 'FORECAST', exercise: 2017 });
    const { page } = await seatWithRoles(sheet, 'Deuxroles', ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'], id);
    await enterAndControl(page, 'Données d’activité', activityFigures());
    await seeTitle(page, 'Contrôle des données d’activité');
    await endSection(page);
    await seeTitle(page, 'Données financières');
    await page.locator('#champ-c60Purchases').wait();
  });

  play('7.6: who also approves goes on to the accounts without ending anything by hand', async () => {
    const id = await openFor(sheet, { type: 'ACTUAL', exercise: 2017 });
    const { page } = await seatWithRoles(sheet, 'Approbatrice', ['ACTIVITY_PROVIDER', 'APPROVER'], id);
    await enterAndControl(page, 'Données d’activité', activityFigures());
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeText(page, 'Vous pouvez la rouvrir.');
    expect(await actsOn(page)).not.toContain('Terminer la saisie');
    await follow(page, 'Continuer');
    await seeTitle(page, 'Données financières');
    await seeStateOfStep(page, 'Saisie des données d’activité', 'verrouillée');
  });

  test('no browser complained', () => {
    expect(complaintsOf(sheet)).toEqual([]);
  });
});
