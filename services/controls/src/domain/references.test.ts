import { describe, expect, test } from '@jest/globals';
import { sampleInput } from '../testing/sample-declaration.ts';
import type { DeclarationVersion } from './declaration-version.ts';
import { selectReferences } from './references.ts';

const present = sampleInput().declaration;
const past = (change: Partial<DeclarationVersion>): DeclarationVersion => ({
  ...present,
  declarationId: 'past',
  status: 'VALIDATED',
  ...change,
});
const previous = (...history: DeclarationVersion[]) => {
  const found = selectReferences(present, history).previousActual;
  return found === null ? null : `${found.exercise} v${found.version} ${found.status}`;
};

describe('« N-1 » (domain.md 4.1)', () => {
  test('the latest validated réelle before the exercise', () =>
    expect(previous(past({ exercise: 2013 }), past({ exercise: 2014 }), past({ exercise: 2016 }))).toBe(
      '2014 v1 VALIDATED',
    ));
  test('a validated one prevails over a later transmitted one', () =>
    expect(previous(past({ exercise: 2014 }), past({ exercise: 2015, status: 'SUBMITTED' }))).toBe(
      '2014 v1 VALIDATED',
    ));
  test('otherwise the latest transmitted one', () =>
    expect(previous(past({ exercise: 2014, status: 'SUBMITTED' }), past({ exercise: 2015, status: 'SUBMITTED' }))).toBe(
      '2015 v1 SUBMITTED',
    ));
  test('the latest validated version counts, even while a reopened one is being entered', () =>
    expect(
      previous(
        past({ exercise: 2015, version: 1 }),
        past({ exercise: 2015, version: 2 }),
        past({ exercise: 2015, version: 3, status: 'IN_PROGRESS' }),
      ),
    ).toBe('2015 v2 VALIDATED'));
  test.each(['TO_ENTER', 'IN_PROGRESS', 'REJECTED', 'CANCELLED'] as const)('never a version %s', (status) =>
    expect(previous(past({ exercise: 2015, status }))).toBeNull(),
  );
  test('never another type nor another equipment', () =>
    expect(
      previous(past({ exercise: 2015, type: 'FORECAST' }), past({ exercise: 2015, equipmentId: 'another' })),
    ).toBeNull());
});

describe('references of the same exercise', () => {
  const june = past({ declarationId: 'june', type: 'UPDATED', period: { start: '2016-01-01', end: '2016-06-30' } });
  const september = past({
    declarationId: 'september',
    type: 'UPDATED',
    period: { start: '2016-01-01', end: '2016-09-30' },
  });
  test('a réelle looks at the last actualisée', () =>
    expect(selectReferences(present, [june, september]).lastUpdated).toBe(september));
  test('an actualisée looks at one that ends earlier only', () => {
    expect(selectReferences({ ...september, status: 'IN_PROGRESS' }, [june, september]).lastUpdated).toBe(june);
    expect(selectReferences({ ...june, status: 'IN_PROGRESS' }, [june, september]).lastUpdated).toBeNull();
  });
  test('the forecast is the one of the exercise', () => {
    const forecast = past({ declarationId: 'forecast', type: 'FORECAST', status: 'SUBMITTED' });
    const other = past({ declarationId: 'other', type: 'FORECAST', exercise: 2015 });
    expect(selectReferences(present, [other, forecast]).forecast).toBe(forecast);
  });
});
