import { describe, expect, test } from '@jest/globals';
import { goldenModulation, goldenSlots } from '../testing/modulation.ts';
import { modulationOf, slotFaults, slotWords, type Slot } from './modulation.ts';

const slot = (given: Partial<Slot> = {}): Slot => {
  return { period: 'Année', days: 215, startsAt: 420, endsAt: 540, places: 1_000, ...given };
};

describe('the calculation of a modulated approval', () => {
  test('X1 of domain.md 2.3, to the hundredth', () => {
    expect(modulationOf(goldenSlots)).toEqual(goldenModulation);
  });

  test('days of a period count once, those of several add up', () => {
    const found = modulationOf([
      slot({ period: 'Scolaire', days: 150 }),
      slot({ period: ' SCOLAIRE', days: 150, startsAt: 600, endsAt: 660 }),
      slot({ period: 'Vacances', days: 50, startsAt: 480, endsAt: 1_080, places: 500 }),
    ]);
    expect(found).toEqual({
      capacityHours: 700_000,
      openingDays: 200,
      meanAmplitude: 475,
      weightedPlaces: 737,
      mostPlaces: 1_000,
    });
  });

  test('is nothing without slots', () => {
    expect(modulationOf([])).toBeNull();
  });
});

test('slots that cannot be counted together are told apart', () => {
  const faults = slotFaults([
    slot(),
    slot({ startsAt: 530, endsAt: 600 }),
    slot({ startsAt: 700, endsAt: 700 }),
    slot({ period: 'Été', days: 20 }),
    slot({ period: 'été', days: 21, startsAt: 600, endsAt: 660 }),
    slot({ period: 'Hiver' }),
    slot({ period: 'Hiver', startsAt: 540, endsAt: 600 }),
  ]);
  expect([...faults]).toEqual([
    [0, slotWords.overlap],
    [1, slotWords.overlap],
    [2, slotWords.order],
    [3, slotWords.days],
    [4, slotWords.days],
  ]);
});
