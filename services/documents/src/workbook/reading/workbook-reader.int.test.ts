import { beforeAll, describe, expect, test } from '@jest/globals';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { slotWords, type Slot } from '../../domain/modulation.ts';
import type { WorkbookReading } from '../../domain/workbook-reading.ts';
import { hostileWorkbooks } from '../../testing/hostile-workbooks.ts';
import { fillInLibreOffice } from '../../testing/libre-office.ts';
import { goldenModulation, goldenSlots } from '../../testing/modulation.ts';
import { modulationWorkbook } from '../modulation-workbook.ts';
import { odsWorkbook } from '../ods.ts';
import { xlsxWorkbook } from '../xlsx.ts';
import { workbookReader } from './workbook-reader.ts';

const declarationId = '01890000-0000-7000-8000-000000000001';
const read = workbookReader();
const megabyte = 1024 * 1024;
/** Of a whole machine: the test runner itself takes some meanwhile. */
const mostMemory = 200 * megabyte;

function model(slots: readonly Slot[] = [], id = declarationId) {
  const identity = {
    equipmentName: 'La Moufletterie',
    partnerName: 'Les Œillets',
    place: '',
    declaration: 'réelle 2016',
  };
  return modulationWorkbook({ ...identity, declarationId: id }, slots);
}
const writers = { xlsx: xlsxWorkbook, ods: async (book: ReturnType<typeof model>) => odsWorkbook(book) } as const;
const formats = ['xlsx', 'ods'] as const;

/** Cells of a line, and what is said of each. */
const faultsOf = ({ rows }: WorkbookReading) =>
  rows.flatMap(({ line, cells }) =>
    cells.flatMap(({ fault }, index) => (fault === null ? [] : [`${'ABCDE'.charAt(index)}${line} ${fault}`])),
  );

describe.each(formats)('a filled workbook in .%s', (format) => {
  test('as we wrote it: slots, and X1 to the hundredth', async () => {
    const reading = await read(await writers[format](model(goldenSlots)), declarationId);
    expect(reading).toMatchObject({ fault: null, result: goldenModulation });
    expect(reading.rows.map(({ line, cells }) => [line, ...cells.map(({ text }) => text)])).toEqual([
      [17, 'Année', '215', '07:30', '09:00', '10'],
      [18, 'Année', '215', '09:00', '17:00', '20'],
      [19, 'Année', '215', '17:00', '18:30', '12'],
    ]);
  });

  test('as LibreOffice saved it, with what cannot be used told at its cell', async () => {
    const cells = new Map<string, string | number>([
      ...([
        ['A20', 'Été'],
        ['B20', 20.5],
        ['C20', '7h30'],
        ['D20', 0.5],
        ['E20', 10],
      ] as const),
      ...([
        ['A21', 'Hiver'],
        ['B21', 20],
        ['C21', 0.5],
        ['D21', 0.25],
        ['E21', 10.125],
      ] as const),
      ...([
        ['A22', 'Année'],
        ['B22', 215],
        ['C22', 'midi'],
        ['D22', 0.9],
      ] as const),
      ...([
        ['A23', 'Noël'],
        ['B23', 5],
        ['C23', 0.5],
        ['D23', 0.25],
        ['E23', 3],
      ] as const),
    ]);
    const { saved } = await fillInLibreOffice(await writers[format](model(goldenSlots)), format, cells, []);
    const reading = await read(saved, declarationId);
    expect(reading.result).toBeNull();
    expect(faultsOf(reading)).toEqual([
      `B20 ${slotWords.dayCount}`,
      `E21 ${slotWords.places}`,
      `C22 ${slotWords.hours}`,
      `E22 ${slotWords.incomplete}`,
      `D23 ${slotWords.order}`,
    ]);
    expect(reading.rows[3]?.cells.map(({ text }) => text)).toEqual(['Été', '20,5', '7h30', '12:00', '10']);
  }, 120_000);

  test('left empty, it says so', async () => {
    const reading = await read(await writers[format](model()), declarationId);
    expect(reading).toMatchObject({ rows: [], result: null, fault: expect.stringContaining('Aucun créneau') });
  });
});

test('more days than a year has are told of the whole', async () => {
  const slots = [1, 2].map((each) => ({ ...goldenSlots[0]!, period: `Période ${each}`, days: 200 }));
  const reading = await read(odsWorkbook(model(slots)), declarationId);
  expect(reading).toMatchObject({ result: null, fault: slotWords.tooManyDays });
});

describe('any other file is refused in a second, with bounded memory', () => {
  const codes = new Map<string, string>();
  const slow: string[] = [];
  let grown = 0;
  let corpus: ReturnType<typeof hostileWorkbooks> = [];

  beforeAll(async () => {
    const foreign = odsWorkbook(model(goldenSlots, '01890000-0000-7000-8000-0000000000ff'));
    corpus = hostileWorkbooks(await xlsxWorkbook(model(goldenSlots)), odsWorkbook(model(goldenSlots)), foreign);
    for (const [what, content] of corpus) {
      const before = process.memoryUsage().rss;
      const begun = process.cpuUsage();
      const code = await read(content, declarationId).then(
        () => 'read',
        (error: unknown) => (error instanceof RefusalError ? error.refusal.code : String(error)),
      );
      codes.set(what, code);
      // Of a processor: what else the machine does meanwhile is not the file’s.
      const { user, system } = process.cpuUsage(begun);
      if (user + system > 1_000_000) slow.push(`${what}: ${Math.round((user + system) / 1_000)} ms`);
      grown = Math.max(grown, process.memoryUsage().rss - before);
    }
  }, 120_000);

  test('each with its reason', () => {
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(corpus.map(([what, , code]) => [what, code])));
  });

  test('in a second each', () => {
    expect(slow).toEqual([]);
  });

  test('without growing', () => {
    expect(grown).toBeLessThan(mostMemory);
  });
});
