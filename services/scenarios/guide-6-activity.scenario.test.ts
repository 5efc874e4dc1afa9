import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { save } from './src/acts.ts';
import {
  fillForm,
  hasText,
  press,
  seeNoText,
  seeText,
  seeTitle,
  step,
  typedIn,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { activityFigures, financialFigures, updatedFigures } from './src/figures.ts';
import { seeSaved, wholeFields } from './src/portal-walk.ts';
import { factOf, helpsOf, seeFact } from './src/reading.ts';
import { complaintsOf, newSheet, openFor, seat, type Sheet } from './src/sheet.ts';

// Guide, fiche 6: what the Caf knows is recalled, every line has its help, figures are judged as one types.
describe('fiche 6, activity data', () => {
  let sheet: Sheet;
  let provider: Screen;
  let actual: string;
  let forecast: string;
  let updated: string;

  beforeAll(async () => {
    sheet = await newSheet('Le Carnet');
    actual = await openFor(sheet, { type: 'ACTUAL', exercise: 2016 });
    forecast = await openFor(sheet, { type: 'FORECAST', exercise: 2016 });
    updated = await openFor(sheet, { type: 'UPDATED', exercise: 2016, periodEnd: '2016-06-30' });
    provider = await seat(sheet, sheet.team.people.activity);
  }, 120_000);

  afterAll(async () => {
    await sheet?.browser.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, sheet.screens, work));

  /** Opens the activity form of a declaration. */
  async function enter(id: string): Promise<void> {
    await visit(provider, `/declarations/${id}/saisie-activite`);
    await seeTitle(provider.page, 'Données d’activité');
    await provider.page.locator('#champ-places').wait();
  }

  /** Types in a line and leaves it. */
  async function fill(field: string, text: string): Promise<void> {
    await typeInto(provider.page, field, text);
    await provider.page.keyboard.press('Tab');
  }

  play('6.3: the authorisation and the general-scheme rate are recalled, or said to be unknown', async () => {
    const { page } = provider;
    await enter(actual);
    await seeFact(page, 'Capacité autorisée', '20 places');
    await seeFact(page, 'Agrément modulé', 'Non');
    await seeFact(page, 'Autorisation', 'depuis le 01/01/2010, 7 h 30 – 18 h 30, du lundi au vendredi');
    await seeFact(page, 'Taux de régime général', '96,00 %');
    await enter(await openFor(sheet, { type: 'FORECAST', exercise: 2018 }));
    await seeFact(page, 'Taux de régime général', 'non communiqué par la Caf');
  });

  play('6.4: the families’ contributions come by themselves from the financial section', async () => {
    const { page } = provider;
    await enter(actual);
    await seeFact(page, 'Participations familiales', 'non saisi');
    await save(sheet.team.financial, actual, 'financial', financialFigures());
    await seeFact(page, 'Participations familiales', '59 400,00 €');
  });

  play('6.4: an actualisée recalls none: they are typed with the activity, and refused when missing', async () => {
    const { page } = provider;
    const { familyContributionsReminder: _, ...others } = updatedFigures();
    await enter(updated);
    await seeFact(page, 'Capacité autorisée', '20 places');
    expect(await factOf(page, 'Participations familiales')).toBeUndefined();
    await fillForm(page, others, wholeFields);
    await press(page, 'Enregistrer et contrôler');
    await seeText(page, 'Renseignez le montant des participations familiales de la période.');
    await seeText(page, 'Le contrôle n’a pas pu être fait');
    await seeTitle(page, 'Données d’activité');
    await fill('familyContributionsReminder', '29 700');
    await seeFact(page, 'Participation par heure', '1,65 €/h');
    await press(page, 'Enregistrer et contrôler');
    await seeTitle(page, 'Contrôle des données d’activité');
  });

  play('6.5: every line of the réelle is there, with its help, and keeps what is typed', async () => {
    const { page } = provider;
    await enter(actual);
    const helps = await helpsOf(page);
    expect(helps.map(({ label }) => label)).toEqual(actualLines);
    for (const { label, closed, text } of helps) {
      expect([label, closed]).toEqual([label, true]);
      expect([label, text.length > 20]).toEqual([label, true]);
    }
    expect(helps.find(({ label }) => label === 'Nombre d’heures réalisées')?.text).toContain('présence réelle');
    await fillForm(page, { ...activityFigures(), ...optionalLines }, wholeFields);
    await seeFact(page, 'Capacité théorique A05', '48 400,00 h');
    await press(page, 'Enregistrer');
    await seeSaved(page);
    await enter(actual);
    expect(await typedIn(page, 'attendedHours')).toMatch(/^34\s000,00$/);
    for (const [field, text] of Object.entries(optionalLines)) {
      expect([field, (await typedIn(page, field)).replace(/\s/g, ' ')]).toEqual([field, text]);
    }
  });

  play('6.5: the lines of an actualisée are its own', async () => {
    await enter(updated);
    const labels = (await helpsOf(provider.page)).map(({ label }) => label);
    expect(labels).toContain('Montant des participations familiales');
    expect(labels).not.toContain('dont heures d’accueil régulier');
  });

  play('6.6: a figure is judged when one leaves its line, and what it weighs is seen at once', async () => {
    const { page } = provider;
    await enter(forecast);
    for (const [field, typed, refusal, corrected] of judged) {
      await fill(field, typed);
      await seeText(page, refusal);
      await fill(field, corrected);
      await seeNoText(page, refusal);
    }
    expect(await typedIn(page, 'attendedHours')).toMatch(/^34\s000,00$/);
    await seeFact(page, 'Taux de facturation', '105,88 %');
    await fill('openingDays', 'beaucoup');
    await press(page, 'Enregistrer et contrôler');
    await seeText(page, '3 points à corriger');
    expect(await typedIn(page, 'openingDays')).toBe('beaucoup');
    await seeTitle(page, 'Données d’activité');
    await fill('openingDays', '220');
    await seeSaved(page);
  });

  play(
    '6.7: an incomplete form names what is missing and does not go on; complete, it leads to the controls',
    async () => {
      const { page } = provider;
      await enter(forecast);
      await fillForm(page, { ...activityFigures(), activeFrom: '04/01/2016' }, wholeFields);
      await typeInto(page, 'openingDays', ' ');
      await press(page, 'Enregistrer et contrôler');
      await seeText(page, 'Renseignez le champ « Nombre de jours d’ouverture ».');
      await seeTitle(page, 'Données d’activité');
      await fill('openingDays', '400');
      await press(page, 'Enregistrer et contrôler');
      await seeText(page, 'Le nombre de jours d’ouverture (400 jours) dépasse les 363 jours de la période.');
      await seeTitle(page, 'Données d’activité');
      await fill('openingDays', '220');
      await press(page, 'Enregistrer et contrôler');
      await seeTitle(page, 'Contrôle des données d’activité');
      expect(await hasText(page, 'Renseignez le champ')).toBe(false);
    },
  );

  test('no browser complained', () => {
    expect(complaintsOf(sheet)).toEqual([]);
  });
});

/** The lines a person fills in a réelle of 2016, in order. */
const actualLines = [
  'Date d’ouverture dans l’exercice',
  'Date de fermeture dans l’exercice',
  'Nombre de places',
  'Nombre de jours d’ouverture',
  'Amplitude journalière d’ouverture',
  'Fourniture des couches par l’établissement',
  'Fourniture des repas (y compris collations et goûters)',
  'Nombre d’heures réalisées',
  'Nombre d’heures facturées aux familles',
  'dont heures facturées relevant du régime général',
  'dont heures d’accueil régulier',
  'dont heures d’accueil occasionnel',
  'dont heures d’accueil d’urgence',
  'Nombre d’enfants différents inscrits',
  'dont enfants dont la participation horaire est inférieure à 1 €',
  'Commentaire',
];

/** Lines that may stay empty, as typed and as read again. */
const optionalLines = {
  activeFrom: '04/01/2016',
  activeTo: '30/12/2016',
  invoicedHoursGeneralScheme: '34 560,00',
  hoursRegular: '30 000,00',
  hoursOccasional: '5 000,50',
  hoursEmergency: '999,50',
  childrenLowContribution: '12',
  comment: 'Deux semaines de travaux en août.',
};

/** A line, what is typed, the sentence that refuses it, and what is typed instead. */
const judged = [
  ['attendedHours', 'beaucoup', 'Ce n’est pas un nombre. Écrivez seulement des chiffres', '34000'],
  ['invoicedHours', '-5', 'Un nombre négatif n’est pas accepté ici.', '36000'],
  ['dailyOpeningHours', '10,555', 'Deux décimales au plus.', '11'],
  ['openingDays', '219,5', 'Indiquez un nombre entier, sans décimale.', '220'],
  ['places', '30000000000', 'Ce nombre dépasse un milliard.', '20'],
  ['activeFrom', '30/02/2016', 'Cette date n’existe pas au calendrier.', '04/01/2016'],
] as const;
