import { describe, expect, test } from '@jest/globals';
import { slotWords, type Slot } from '../domain/modulation.ts';
import { fillInLibreOffice } from '../testing/libre-office.ts';
import { goldenSlots } from '../testing/modulation.ts';
import { layout, modulationWorkbook, type WorkbookIdentity } from './modulation-workbook.ts';
import { odsWorkbook } from './ods.ts';
import { xlsxWorkbook } from './xlsx.ts';

const identity: WorkbookIdentity = {
  declarationId: '01890000-0000-7000-8000-000000000001',
  equipmentName: '=HYPERLINK("http://a.example";"Les Œillets") <&> "é"',
  partnerName: '+33 @Mairie',
  place: '37000 Tours',
  declaration: 'réelle 2016',
};

const writers = {
  xlsx: xlsxWorkbook,
  ods: async (workbook: Parameters<typeof odsWorkbook>[0]) => odsWorkbook(workbook),
} as const;
const formats = ['xlsx', 'ods'] as const;
const { results, first } = layout;

/** What a person types for these slots. */
function typed(slots: readonly Slot[]): Map<string, string | number> {
  return new Map(
    slots.flatMap(({ period, days, startsAt, endsAt, places }, index): [string, string | number][] => {
      const row = first + index;
      return [
        [`A${row}`, period],
        [`B${row}`, days],
        [`C${row}`, startsAt / 1_440],
        [`D${row}`, endsAt / 1_440],
        [`E${row}`, places / 100],
      ];
    }),
  );
}

describe.each(formats)('the workbook in .%s, in LibreOffice', (format) => {
  const blank = () => writers[format](modulationWorkbook(identity, []));

  test('filled, saved and opened again, X1 comes out to the hundredth; what is not an entry stays', async () => {
    const closed = new Map(
      [...Object.values(results), layout.toCorrect, layout.reference, 'B2', 'I17', 'A80'].map((at) => [at, 'x']),
    );
    const cells = new Map([...typed(goldenSlots), ...closed]);
    const wanted = [
      ...Object.values(results),
      layout.toCorrect,
      'B2',
      'B3',
      'C17',
      'B5',
      layout.reference,
      'F17',
      'A1',
    ];
    const { seen, refused } = await fillInLibreOffice(await blank(), format, cells, wanted);
    const value = (at: string) => seen.get(at)?.value;
    expect(refused).toEqual([...closed.keys()]);
    expect(seen.get(layout.toCorrect)?.text).toBe('');
    expect([value(results.capacityHours), value(results.openingDays)]).toEqual([41_495, 215]);
    expect([value(results.meanAmplitude), value(results.weightedPlaces)]).toEqual([11, 17.55]);
    expect(value(results.mostPlaces)).toBe(20);
    expect(seen.get(results.capacityHours)?.formula).toMatch(/^=IF/);
    expect(seen.get('C17')?.text).toBe('07:30');
    // People’s words stay words.
    expect([seen.get('B2')?.text, seen.get('B3')?.text]).toEqual([identity.equipmentName, identity.partnerName]);
  }, 120_000);

  test('prefilled, it says at each line what is to be corrected, and gives no result meanwhile', async () => {
    const wrong: [string, string | number][] = [
      ...typed([
        ...goldenSlots,
        { period: 'Été', days: 20, startsAt: 480, endsAt: 600, places: 1_000 },
        { period: 'été ', days: 20, startsAt: 590, endsAt: 660, places: 1_000 },
        { period: 'Hiver', days: 20, startsAt: 480, endsAt: 600, places: 1_000 },
        { period: 'Hiver', days: 21, startsAt: 600, endsAt: 660, places: 1_000 },
        { period: 'A*', days: 10, startsAt: 660, endsAt: 600, places: 1_000 },
        { period: 'Autre', days: 10, startsAt: 600, endsAt: 660, places: 1_000 },
        { period: 'Quart', days: 10, startsAt: 600, endsAt: 660, places: 1_000 },
        { period: 'Mois', days: 10, startsAt: 600, endsAt: 660, places: 1_000 },
      ]),
      ['B27', 1.5],
      ['E26', 1.005],
      ['A28', 'Seule'],
      ['C29', 0.5],
      ['D25', 1.5],
    ];
    const file = await writers[format](modulationWorkbook(identity, goldenSlots));
    const rows = Array.from({ length: 14 }, (_, index) => `I${first + index}`);
    const { seen } = await fillInLibreOffice(file, format, new Map(wrong.slice(goldenSlots.length * 5)), [
      ...rows,
      ...['A17', 'D19', 'E19'],
      layout.toCorrect,
      results.capacityHours,
    ]);
    expect(rows.map((at) => seen.get(at)?.text)).toEqual([
      ...['', '', ''],
      ...[slotWords.overlap, slotWords.overlap, slotWords.days, slotWords.days, slotWords.order],
      ...[slotWords.hours, slotWords.places, slotWords.dayCount, slotWords.incomplete, slotWords.incomplete, ''],
    ]);
    expect([seen.get('A17')?.text, seen.get('D19')?.text, seen.get('E19')?.value]).toEqual(['Année', '18:30', 12]);
    expect(seen.get(layout.toCorrect)?.text).toBe('10 ligne(s)');
    expect(seen.get(results.capacityHours)?.text).toBe('');
  }, 120_000);
});
