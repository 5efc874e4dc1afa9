import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import ExcelJS from 'exceljs';
import type { Page } from 'puppeteer-core';
import { read } from './src/acts.ts';
import { accepted } from './src/api-client.ts';
import {
  hasText,
  inPage,
  plain,
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
import { examine } from './src/examination.ts';
import { downloaded, fileOf } from './src/files.ts';
import { seeSaved } from './src/portal-walk.ts';
import { factOf, rowsOf } from './src/reading.ts';
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
const address = (id: string) => `/api/documents/declarations/${id}/workbook`;
/** Golden case X1 of domain.md 2.3, as typed: hours are fractions of a day. */
const goldenRows = [
  ['Année', 215, 450 / 1_440, 540 / 1_440, 10],
  ['Année', 215, 540 / 1_440, 1_020 / 1_440, 20],
  ['Année', 215, 1_020 / 1_440, 1_110 / 1_440, 12],
];

describe('the calculation workbook of a modulated approval', () => {
  let sheet: Sheet;
  let provider: Screen;
  let first: string;
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
    first = await openFor(sheet, { type: 'ACTUAL', exercise: 2016 });
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
    await typeInto(page, 'theoreticalCapacityHours', '40000');
    await press(page, 'Enregistrer');
    await seeSaved(page);
    await enter(second, true);
    expect((await typedIn(page, 'theoreticalCapacityHours')).replace(/\s/g, ' ')).toBe('40 000,00');
  });

  play(
    '6.2, C-6: filled and given back, each cell is shown, then what it changes; agreed to, it is in the form',
    async () => {
      const { page } = provider;
      const book = await fileOf(sheet.team.activity, `${address(second)}?format=xlsx`);
      await give(page, 'rempli.xlsx', await filled(book.content, goldenRows));
      await seeText(page, 'Ce qui change dans le formulaire');
      expect((await rowsOf(page, 'Ce que contient le classeur'))[0]).toEqual([
        '17',
        'Année',
        '215',
        '07:30',
        '09:00',
        '10',
      ]);
      expect((await rowsOf(page, 'Ce qui change dans le formulaire')).map((row) => row.map(plain))).toEqual([
        ['Nombre de places', 'non saisi', '20 places', 'Reporté'],
        ['Nombre de jours d’ouverture', 'non saisi', '215 jours', 'Reporté'],
        ['Amplitude journalière d’ouverture', 'non saisi', '11,00 h par jour', 'Reporté'],
        ['Capacité théorique', '40 000,00 h', '41 495,00 h', 'Reporté'],
      ]);
      expect(await examine(provider, 'workbook-preview')).toEqual([]);
      await press(page, 'Reporter dans le formulaire');
      await seeText(page, 'Les résultats du classeur sont dans le formulaire.');
      expect(await inPage(page, 'document.activeElement?.id')).toBe('champ-places');
      await press(page, 'Enregistrer');
      await seeSaved(page);
      await enter(second, true);
      expect((await typedIn(page, 'theoreticalCapacityHours')).replace(/\s/g, ' ')).toBe('41 495,00');
      expect(await typedIn(page, 'openingDays')).toBe('215');
    },
  );

  play('C-6: what cannot be used is told at its cell, and nothing is put in the form', async () => {
    const { page } = provider;
    const book = await fileOf(sheet.team.activity, `${address(second)}?format=xlsx`);
    await give(page, 'faux.xlsx', await filled(book.content, [['Année', 400, 0.25, 0.5, 10]]));
    await seeText(page, 'À corriger : Jours : un nombre entier de 1 à 366');
    await seeText(page, 'Rien n’est reporté');
    expect(await hasText(page, 'Reporter dans le formulaire')).toBe(false);
    expect(await examine(provider, 'workbook-to-correct')).toEqual([]);
    await press(page, 'Fermer sans rien changer');
    await seeNoText(page, 'Ce que contient le classeur');
  });

  play('C-6: any other file is refused with a sentence', async () => {
    const { page } = provider;
    const other = await fileOf(sheet.team.activity, `${address(first)}?format=ods`);
    for (const [name, content, sentence] of [
      ['autre.ods', other.content, 'Ce classeur est celui d’une autre déclaration.'],
      ['liste.xlsx', Buffer.from('Période;Jours'), 'Ce fichier n’est pas un classeur .xlsx ou .ods.'],
      ['gros.xlsx', Buffer.alloc(3 * 1024 * 1024), 'Ce fichier dépasse 2 Mo'],
    ] as const) {
      await give(page, name, content);
      await seeText(page, sentence);
    }
    expect(await examine(provider, 'workbook-file-refused')).toEqual([]);
    const readings = `${address(second)}-readings`;
    const content = other.content.toString('base64');
    expect((await sheet.team.financial.send('POST', readings, { content })).status).toBe(404);
    expect((await sheet.team.activity.send('POST', readings, { content })).status).toBe(422);
  });

  play('6.1: is not offered without a modulated approval, nor to who does not fill the activity', async () => {
    const earlier = await openFor(sheet, { type: 'ACTUAL', exercise: 2015 });
    await enter(earlier, false);
    expect(await hasText(provider.page, 'Utilitaire de calcul')).toBe(false);
    expect((await fileOf(sheet.team.activity, `${address(earlier)}?format=ods`)).status).toBe(422);
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

/** The workbook with these lines filled, as Excel would save it. */
async function filled(content: Buffer, rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  const sheet = workbook.getWorksheet('Modulation');
  rows.forEach((cells, row) => {
    cells.forEach((value, column) => {
      if (sheet) sheet.getCell(17 + row, 1 + column).value = value;
    });
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Gives a file at the field of the filled workbook. */
async function give(page: Page, name: string, content: Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portail-workbook-'));
  const path = join(folder, name);
  await writeFile(path, content);
  const field = (await page.waitForSelector('#classeur')) as unknown as { uploadFile(path: string): Promise<void> };
  await field.uploadFile(path);
}
