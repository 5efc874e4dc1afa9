import { describe, expect, test } from '@jest/globals';
import { BONUS_INCLUSION, BONUS_MIXITE } from '../store/reference/bonus-parameters.ts';
import { bonusInclusion } from './bonus-inclusion.ts';
import { bonusMixite, inForce } from './bonus-mixite.ts';

describe('bonus inclusion handicap (domain.md 3.5)', () => {
  const parameters = inForce(BONUS_INCLUSION, 2019)!;
  test.each([
    [0, 0, 0, 0, 0],
    [1, 167, 1_500, 4_500, 135_000],
    [3, 500, 3_000, 27_000, 810_000],
    [5, 833, 4_500, 67_500, 2_025_000],
    // 20 of 60 at 45 % of 18 000 € would be 2 700 € a place: the ceiling of 1 300 € applies.
    [20, 3_333, 4_500, 130_000, 3_900_000],
  ])('%i children of 60', (childrenWithDisability, shareOfChildren, financingRate, perPlace, amount) =>
    expect(
      bonusInclusion(
        { enrolledChildren: 60, childrenWithDisability, places: 3_000, costPerPlace: 1_800_000 },
        parameters,
      ),
    ).toEqual({ shareOfChildren, financingRate, perPlace, amount }),
  );
  test('nobody enrolled', () =>
    expect(
      bonusInclusion({ enrolledChildren: 0, childrenWithDisability: 0, places: 1_000, costPerPlace: 1 }, parameters),
    ).toBeNull());
  test('does not exist before 2019', () => expect(inForce(BONUS_INCLUSION, 2018)).toBeNull());
});

describe('bonus mixité sociale (domain.md 3.3)', () => {
  const parameters = inForce(BONUS_MIXITE, 2019)!;
  test.each([
    [75, 210_000],
    [76, 80_000],
    [100, 80_000],
    [101, 30_000],
    [125, 30_000],
    [126, 0],
  ])('a mean contribution of %i cents per hour gives %i cents per place', (contribution, perPlace) =>
    expect(bonusMixite(contribution, 3_000, parameters)).toEqual({ perPlace, amount: perPlace * 30 }),
  );
  test('does not exist before 2019', () => expect(inForce(BONUS_MIXITE, 2018)).toBeNull());
});
