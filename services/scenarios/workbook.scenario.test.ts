import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import ExcelJS from 'exceljs';
import { read } from './src/acts.ts';
import { accepted } from './src/api-client.ts';
import { hasText, press, seeText, seeTitle, step, typedIn, typeInto, visit, type Screen } from './src/browser.ts';
import { examine } from './src/examination.ts';
import { downloaded, fileOf } from './src/files.ts';
import { seeSaved } from './src/portal-walk.ts';
import { factOf } from './src/reading.ts';
import { complaintsOf, newSheet, openFor, seat, type Sheet } from './src/sheet.ts';

// Guide, fiche 6: the calculation workbook of a modulated approval, in both formats, with its instructions.
const slots = [
  { label: 'Matin', days: 215, startsAt: 450, endsAt: 540, places: 1_000 },
  { label: 'Journée', days: 215, startsAt: 540, endsAt: 1_020, places: 2_000 },
  { label: 'Soir', days: 215, startsAt: 1_020, endsAt: 1_110, places: 1_200 },
];
const empty = 'Classeur vide';
const previous = 'Avec les créneaux de l’exercice précédent';
const xlsx = 'Télécharger en .xlsx (Excel)';
const ods = 'Télécharger en .ods (LibreOffice)';

describe('the calculation workbook of a modulated approval', () => {
  let sheet: Sheet;
  let provider: Screen;
  let second: string;

  beforeAll(async () => {
    sheet = await newSheet('La Marelle');
    const [equipmentId] = sheet.world.equipmentIds;
    const url = `/api/equipment/equipments/${equipmentId}`;
    const { revision } = accepted('equipment', await sheet.agent.get<{ revision: number }>(url));
    const modulated = {
      ...{ validFrom: '2016-01-01', capacity: 2_000, modulated: true, slots },
      ...{ ageFrom: 2, ageTo: 72, openingHours: '7 h 30 – 18 h 30, du lundi au vendredi' },
    };
    accepted('authorisation', await sheet.agent.send('POST', `${url}/authorizations`, modulated, { revision }));
    provider = await seat(sheet, sheet.team.people.activity);
  }, 120_000);

  afterAll(async () => {
    await sheet?.browser.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, sheet.screens, work));

  /** Opens the activity form, once the workflow has heard what the approval is. */
  async function enter(id: string, modulated: boolean): Promise<void> {
    await eventually('the approval to be known', async () => {
      const { header } = await read(sheet.team.activity, id);
      return header.modulatedApproval === modulated;
    });
    await visit(provider, `/declarations/${id}/saisie-activite`);
    await seeTitle(provider.page, 'Données d’activité');
    await provider.page.locator('#champ-places').wait();
  }

  play('6.1: is in the activity form when the approval is modulated, in .xlsx and .ods', async () => {
    const first = await openFor(sheet, { type: 'ACTUAL', exercise: 2016 });
    second = await openFor(sheet, { type: 'FORECAST', exercise: 2017 });
    const { page } = provider;
    await enter(first, true);
    expect(await factOf(page, 'Agrément modulé')).toBe('Oui');
    const taken = await downloaded(provider, `${xlsx}, ${empty}`);
    expect(taken.name).toBe('calcul-agrement-module-2016.xlsx');
    expect(await entriesOf(taken.content)).toEqual([sheet.world.equipmentNames[0], null]);
    const open = await downloaded(provider, `${ods}, ${empty}`);
    expect(open.name).toBe('calcul-agrement-module-2016.ods');
    expect(open.content.subarray(38, 84).toString()).toBe('application/vnd.oasis.opendocument.spreadsheet');
    expect(await examine(provider, 'workbook')).toEqual([]);
  });

  play('6.1: has the slots of the year before when asked; without any, a sentence says so', async () => {
    const { page } = provider;
    await press(page, `${xlsx}, ${previous}`);
    await seeText(page, 'Aucun créneau n’est connu pour l’exercice précédent.');
    expect(await examine(provider, 'workbook-refused')).toEqual([]);
    await enter(second, true);
    const taken = await downloaded(provider, `${xlsx}, ${previous}`);
    expect(await entriesOf(taken.content)).toEqual([sheet.world.equipmentNames[0], 'Année']);
  });

  play('6.2: its results are typed in the form and saved', async () => {
    const { page } = provider;
    const figures = { places: '20', openingDays: '215', dailyOpeningHours: '11', theoreticalCapacityHours: '41495' };
    for (const [field, text] of Object.entries(figures)) await typeInto(page, field, text);
    await press(page, 'Enregistrer');
    await seeSaved(page);
    await enter(second, true);
    expect((await typedIn(page, 'theoreticalCapacityHours')).replace(/\s/g, ' ')).toBe('41 495,00');
  });

  play('6.1: is not offered without a modulated approval, nor to who does not fill the activity', async () => {
    const earlier = await openFor(sheet, { type: 'ACTUAL', exercise: 2015 });
    await enter(earlier, false);
    expect(await hasText(provider.page, 'Utilitaire de calcul')).toBe(false);
    const address = (id: string) => `/api/documents/declarations/${id}/workbook?format=ods`;
    expect((await fileOf(sheet.team.activity, address(earlier))).status).toBe(422);
    expect((await fileOf(sheet.team.financial, address(second))).status).toBe(404);
    expect((await fileOf(sheet.agent, address(second))).status).toBe(404);
  });

  test('no browser complained', () => {
    expect(complaintsOf(sheet)).toEqual([]);
  });
});

/** The name of the equipment and of the first period. */
async function entriesOf(content: Buffer): Promise<unknown[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  const sheet = workbook.getWorksheet('Modulation');
  return ['B2', 'A17'].map((at) => sheet?.getCell(at).value);
}
