import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { save } from './src/acts.ts';
import {
  fillForm,
  follow,
  inPage,
  press,
  seeNoText,
  seeText,
  seeTitle,
  step,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { focused } from './src/keyboard.ts';
import { wholeFields } from './src/portal-walk.ts';
import { helpsOf, linesOn, seeFact, stepsOn } from './src/reading.ts';
import { complaintsOf, newSheet, openFor, seat, type Sheet } from './src/sheet.ts';

// Guide, fiche 8: the accounts, charges and produits side by side; without what is essential one goes no further.
describe('fiche 8, financial data', () => {
  let sheet: Sheet;
  let provider: Screen;
  let actual: string;
  let forecast: string;
  let updated: string;

  beforeAll(async () => {
    sheet = await newSheet('Le Grand Livre');
    actual = await openFor(sheet, { type: 'ACTUAL', exercise: 2016 });
    forecast = await openFor(sheet, { type: 'FORECAST', exercise: 2016 });
    updated = await openFor(sheet, { type: 'UPDATED', exercise: 2016, periodEnd: '2016-06-30' });
    await save(sheet.team.activity, actual, 'activity', activityFigures());
    provider = await seat(sheet, sheet.team.people.financial);
  }, 120_000);

  afterAll(async () => {
    await sheet?.browser.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, sheet.screens, work));

  /** Opens the financial form of a declaration. */
  async function enter(id: string): Promise<void> {
    await visit(provider, `/declarations/${id}/saisie-financiere`);
    await seeTitle(provider.page, 'Données financières');
    await provider.page.locator('#champ-c60Purchases').wait();
  }

  /** Types in a line and leaves it. */
  async function fill(field: string, text: string): Promise<void> {
    await typeInto(provider.page, field, text);
    await provider.page.keyboard.press('Tab');
  }

  play('8.1: the réelle asks for every account, the prévisionnelle for the main ones; each has its help', async () => {
    const { page } = provider;
    await enter(actual);
    const asked = await linesOn(page);
    expect(asked).toHaveLength(32);
    expect(asked).toEqual(
      expect.arrayContaining([
        '60 Achats',
        '66 Charges financières',
        '78 Reprises sur amortissements, dépréciations et provisions',
      ]),
    );
    expect(asked.filter((line) => line.endsWith('(facultatif)'))).toEqual(['69 Impôts sur les bénéfices (facultatif)']);
    const helps = await helpsOf(page);
    expect(helps).toHaveLength(asked.length);
    expect(helps.filter(({ closed, text }) => !closed || text.length < 15)).toEqual([]);
    await enter(forecast);
    const forecastLines = await linesOn(page);
    expect(forecastLines).toHaveLength(asked.length);
    expect(forecastLines).toEqual(
      expect.arrayContaining([
        '60 Achats',
        '66 Charges financières (facultatif)',
        '70641 Participations familiales déductibles de la PS',
        '741 Subventions de l’État (facultatif)',
      ]),
    );
  });

  play('8.2: an actualisée has no financial form, and says where the contributions are typed', async () => {
    const { page } = provider;
    await visit(provider, `/declarations/${updated}/saisie-financiere`);
    await seeText(page, 'Une déclaration actualisée n’a pas de données financières');
    await seeText(page, 'les participations familiales se saisissent avec les données d’activité');
    expect(await page.$('main form')).toBeNull();
    expect((await stepsOn(page)).filter(({ name }) => name.includes('financières'))).toEqual([]);
  });

  play('8.3: charges and produits stand side by side, and the totals follow what is typed', async () => {
    const { page } = provider;
    await enter(actual);
    const [charges, produits] = await Promise.all([placeOf('Charges'), placeOf('Produits')]);
    expect(charges.y).toBe(produits.y);
    expect(charges.right).toBeLessThanOrEqual(produits.x);
    await seeFact(provider.page, 'Total des charges', '0,00 €');
    await fill('c60Purchases', '30 000,50');
    await seeFact(provider.page, 'Total des charges', '30 000,50 €');
    await seeFact(provider.page, 'Déficit', '30 000,50 €');
    await fill('p744Municipality', '157000');
    await seeFact(provider.page, 'Total des produits', '157 000,00 €');
    await seeFact(provider.page, 'Excédent', '126 999,50 €');
    const { p70641FamilyContributions: _, ...others } = financialFigures();
    await fillForm(page, others, wholeFields);
    await page.keyboard.press('Tab');
    await seeFact(provider.page, 'Total des charges', '342 000,00 €');
    await seeFact(provider.page, 'Total des produits', '282 600,00 €');
    await seeFact(provider.page, 'Déficit', '59 400,00 €');
  });

  play('8.4: without the deductible contributions a red summary stands on top and one goes no further', async () => {
    const { page } = provider;
    const missing = 'Le montant des participations familiales déductibles de la PS (compte 70641) n’est pas renseigné.';
    await press(page, 'Enregistrer et contrôler');
    await seeText(page, missing);
    await seeTitle(page, 'Données financières');
    expect(await isRed('ui-error-summary h2')).toBe(true);
    await enter(actual);
    await seeText(page, 'Une donnée indispensable manque');
    const summary = await inPage<number>(
      page,
      `document.querySelector('ui-error-summary h2').getBoundingClientRect().y`,
    );
    expect(summary).toBeLessThan((await placeOf('Charges')).y);
    await follow(page, missing);
    await eventually(
      'the focus in the line',
      async () => (await focused(provider)) === 'champ-p70641FamilyContributions',
    );
    await fill('p70641FamilyContributions', '59 400');
    await seeNoText(page, 'Une donnée indispensable manque');
    await press(page, 'Enregistrer et contrôler');
    await seeTitle(page, 'Contrôle des données financières');
  });

  play('8.4: a mandatory line left empty is named, even when it is nought', async () => {
    const { page } = provider;
    const { c61ExternalServices: _, ...others } = financialFigures();
    await enter(forecast);
    await fillForm(page, others, wholeFields);
    await press(page, 'Enregistrer et contrôler');
    await seeText(page, 'Renseignez la ligne « 61 Services extérieurs ».');
    await seeTitle(page, 'Données financières');
    await fill('c61ExternalServices', '0');
    await press(page, 'Enregistrer et contrôler');
    await seeTitle(page, 'Contrôle des données financières');
  });

  test('no browser complained', () => {
    expect(complaintsOf(sheet)).toEqual([]);
  });

  /** Where a column begins on screen. */
  function placeOf(heading: string): Promise<{ x: number; y: number; right: number }> {
    return inPage(
      provider.page,
      `[...document.querySelectorAll('main section')]
        .filter((column) => column.querySelector('h2')?.innerText.trim() === ${JSON.stringify(heading)})
        .map((column) => column.getBoundingClientRect())
        .map(({ x, y, right }) => ({ x, y, right }))[0]`,
    );
  }

  /** Whether the words are written in red. */
  function isRed(selector: string): Promise<boolean> {
    return inPage(
      provider.page,
      `(() => {
        const [red, green, blue] = getComputedStyle(document.querySelector(${JSON.stringify(selector)})).color.match(/\\d+/g).map(Number);
        return red > 2 * green && red > 2 * blue;
      })()`,
    );
  }
});
