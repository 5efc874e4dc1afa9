import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { read } from './src/acts.ts';
import {
  follow,
  hasText,
  picture,
  press,
  seeNoText,
  seeText,
  seeTitle,
  step,
  textOf,
  titleOf,
  visit,
  type Screen,
} from './src/browser.ts';
import { explainOnScreen, handBackOnScreen } from './src/portal-walk.ts';
import { actsOn, pointOf, rowsOf, seeAct, seeFact, seeStateOfStep } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';
import { complaintsOf, newSheet, openCompleted, seat, type Sheet } from './src/sheet.ts';
import { knownTo, newPerson } from './src/world.ts';

// Guide, fiche 10: the approver reads the whole, explains, comments, attests and transmits; after that nothing changes.
describe('fiche 10, approval and transmission', () => {
  let sheet: Sheet;
  let approver: Screen;
  let provider: Screen;
  let late: string;
  let returned: string;
  const comment = 'Les comptes sont ceux de l’assemblée générale.';

  beforeAll(async () => {
    sheet = await newSheet('Le Sceau');
    late = await openCompleted(sheet, { type: 'ACTUAL', exercise: 2016, dueOn: '2017-03-31' });
    returned = await openCompleted(sheet, { type: 'FORECAST', exercise: 2016 });
    approver = await seat(sheet, sheet.team.people.approver);
    provider = await seat(sheet, sheet.team.people.activity);
  }, 120_000);

  afterAll(async () => {
    await sheet?.browser.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, sheet.screens, work));

  /** The control of a declaration, run. */
  async function review(id: string): Promise<void> {
    await visit(approver, `/declarations/${id}/controle-declaration`);
    await seeTitle(approver.page, 'Contrôle de la déclaration');
    await press(approver.page, 'Contrôler la déclaration');
    await seeText(approver.page, 'Points de la déclaration');
  }

  play('10.1: the controls of the whole come with an estimate that one can redo by hand', async () => {
    const { page } = approver;
    await review(late);
    await seeText(page, 'Estimation du droit');
    const rows = await rowsOf(page, 'Calcul de l’estimation, ligne par ligne');
    const figureOf = (term: string) => cents(rows.find(([name]) => name!.startsWith(term))!.at(-1)!);
    expect(rows.filter(([, source]) => source === '')).toEqual([]);
    const perHour = figureOf('Psu par heure');
    const net = 36_000 * perHour - 5_940_000;
    expect(figureOf('Psu nette des participations familiales')).toBe(net);
    expect(figureOf('Droit estimé')).toBe(Math.round((net * 96) / 100) + Math.round((6 * 20 * perHour * 96) / 100));
    await seeText(page, 'Cette estimation ne vaut pas décision');
  });

  play('10.4: unexplained, the declaration goes no further; explained, it goes on to the transmission', async () => {
    const { page } = approver;
    await seeText(page, '2 points à expliquer.');
    const point = await pointOf(page, 'Transmission après l’échéance');
    expect(point).toContain('L’échéance du 31/03/2017 est dépassée de');
    expect(point).toContain('Actions requises Indiquez le motif du retard.');
    expect(await actsOn(page)).not.toContain('Continuer vers la transmission');
    await visit(approver, `/declarations/${late}/transmission`);
    await seeText(page, '2 points à expliquer avant de transmettre');
    expect(await actsOn(page)).not.toContain('Transmettre à la Caf');
    await visit(approver, `/declarations/${late}/controle-declaration`);
    expect(await explainOnScreen(page)).toBe(2);
    await seeText(page, 'Tous les écarts sont expliqués.');
    await seeAct(page, 'Continuer vers la transmission');
  });

  play('10.6: a comment for the Caf is kept, and refused when it is too long', async () => {
    const { page } = approver;
    await page.locator('#commentaire').fill('x'.repeat(2_001));
    await press(page, 'Enregistrer le commentaire');
    await seeText(page, 'Le commentaire dépasse 2 000 caractères. Raccourcissez-le.');
    expect((await read(sheet.team.approver, late)).comment).toBeNull();
    await page.locator('#commentaire').fill(comment);
    await press(page, 'Enregistrer le commentaire');
    await seeNoText(page, 'Le commentaire dépasse');
    await follow(page, 'Continuer vers la transmission');
    await seeTitle(page, 'Transmission à la Caf');
    await seeText(page, comment);
  });

  play('10.5: the last step sums up what is declared, with the estimate', async () => {
    const { page } = approver;
    await seeText(page, 'Ce que vous déclarez');
    expect(await rowsOf(page)).toEqual([
      ['Nombre de places A02', '20 places'],
      ['Nombre d’heures réalisées A08', '34 000,00 h'],
      ['Nombre d’heures facturées aux familles A09', '36 000,00 h'],
      ['Total des charges TC', '342 000,00 €'],
      ['70641 Participations familiales déductibles de la PS', '59 400,00 €'],
      ['Total des produits TP', '342 000,00 €'],
    ]);
    expect(await textOf(page)).toMatch(/Le droit estimé est de 12\d \d{3},\d\d €\. La Caf fixera le montant\./);
    await picture(page, 'guide-10-summary');
    await follow(page, 'Revenir au contrôle de la déclaration');
    await seeTitle(page, 'Contrôle de la déclaration');
  });

  play('10.8: who has not accepted the terms sees nothing else; accepted, the page asked for comes', async () => {
    const person = await newPerson(sheet.agent, sheet.world, 'Nouvelle', { 0: ['APPROVER'] });
    await knownTo(late, await signIn('portal', person));
    const newcomer = await seat(sheet, person, `/declarations/${late}/transmission`);
    const { page } = newcomer;
    await seeTitle(page, 'Conditions générales d’utilisation');
    await visit(newcomer, `/declarations/${late}/transmission`);
    await seeTitle(page, 'Conditions générales d’utilisation');
    expect(await hasText(page, 'Transmettre à la Caf')).toBe(false);
    await press(page, 'Accepter les conditions et continuer');
    await seeTitle(page, 'Transmission à la Caf');
    await seeAct(page, 'Transmettre à la Caf');
  });

  play('10.7: without the attestation nothing leaves', async () => {
    const { page } = approver;
    await visit(approver, `/declarations/${late}/transmission`);
    await press(page, 'Transmettre à la Caf');
    await seeText(page, 'La déclaration n’est pas transmise');
    await follow(page, 'Cochez l’attestation pour transmettre la déclaration.');
    expect((await read(sheet.team.approver, late)).status).toBe('IN_PROGRESS');
    await seeText(page, 'que les données d’activité et les données financières de cette déclaration sont exactes.');
  });

  play(
    '10.9: the transmission is final: « Transmis Caf », nothing to type, and a correction is asked of the Caf',
    async () => {
      const { page } = approver;
      await seeText(page, 'Vous ne pourrez plus la modifier.');
      await page.locator('#attestation').click();
      await press(page, 'Transmettre à la Caf');
      await seeText(page, 'La déclaration est transmise à la Caf');
      await seeFact(page, 'État', 'Transmis Caf');
      await visit(approver, `/declarations/${late}/transmission`);
      await seeText(page, 'Déclaration transmise à la Caf');
      expect(await actsOn(page)).not.toContain('Transmettre à la Caf');
      await visit(approver, `/declarations/${late}`);
      await seeText(page, comment);
      const acts = await actsOn(page);
      expect(acts).toContain('Demander une correction');
      expect(acts.filter((act) => /rouvrir|rendre/i.test(act))).toEqual([]);
      await visit(provider, `/declarations/${late}/saisie-activite`);
      await seeText(provider.page, '34 000,00 h');
      expect(await provider.page.$('main form')).toBeNull();
    },
  );

  play('10.2, 10.3: a section given back is its provider’s again, and the transmission waits for it', async () => {
    const { page } = approver;
    const { name } = sheet.team.people.activity;
    await review(returned);
    await explainOnScreen(page);
    await seeAct(page, 'Continuer vers la transmission');
    await handBackOnScreen(page, name);
    await seeText(page, 'La saisie n’est pas terminée');
    expect(await actsOn(page)).not.toContain('Continuer vers la transmission');
    await seeStateOfStep(page, 'Transmission à la Caf', 'après le contrôle de la déclaration');
    await visit(provider, `/declarations/${returned}/saisie-activite`);
    await provider.page.locator('#champ-openingDays').wait();
    await visit(approver, `/declarations/${returned}/transmission`);
    await seeText(page, 'à terminer d’abord');
    expect(await actsOn(page)).not.toContain('Transmettre à la Caf');
    // The approver reads the figures that she gave back, and does not change them.
    await visit(approver, `/declarations/${returned}/saisie-activite`);
    await seeText(page, 'Ces données sont saisies par une autre personne.');
    expect(await titleOf(page)).toBe('Données d’activité');
    expect(await page.$('main form')).toBeNull();
  });

  test('no browser complained', () => {
    expect(complaintsOf(sheet)).toEqual([]);
  });
});

/** « 125 714,30 € » → 12571430. */
function cents(words: string): number {
  return Number(words.replace(/[^\d,]/g, '').replace(',', ''));
}
