import { expect, test } from '@jest/globals';
import { line } from '@testing/examples/declaration';
import { noRemarks } from './line-remarks';
import { workbookChanges } from './workbook-changes';

const result = {
  ...{ capacityHours: 4_149_500, openingDays: 215, meanAmplitude: 1_100, weightedPlaces: 1_755, mostPlaces: 2_000 },
};
const lines = [
  line({ field: 'places', unit: 'PLACES' }),
  line({ field: 'openingDays', kind: 'INTEGER', unit: 'DAYS' }),
  line({ field: 'theoreticalCapacityHours', unit: 'HOURS' }),
];

test('each line says what stands there, what comes instead, and what stays', () => {
  const closed = { ...noRemarks, isClosed: (field: string) => field === 'theoreticalCapacityHours' };
  const found = workbookChanges(result, { lines, values: { places: 2_000, openingDays: null } }, closed);
  expect(found.map(({ line: { field }, kind, before, after, value }) => [field, kind, before, after, value])).toEqual([
    ['places', 'same', '20\u00a0places', '20\u00a0places', 2_000],
    ['openingDays', 'changed', 'non saisi', '215\u00a0jours', 215],
    ['theoreticalCapacityHours', 'closed', 'non saisi', '41\u202f495,00\u00a0h', 4_149_500],
  ]);
});
