import type { PsuParameters, ReferenceStatus, ScaleRow } from '../../domain/psu-scale.ts';
import { french } from './french-text.ts';

const ENTERED = { enteredBy: 'portail', enteredAt: '2016-07-01' } as const;
const UNKNOWN_NOTE = 'Prix plafond non trouvé dans une source publique';

interface Cell {
  readonly price: number | null;
  readonly status: ReferenceStatus;
  readonly note: string;
}

const UNKNOWN: Cell = { price: null, status: 'TO_CONFIRM', note: UNKNOWN_NOTE };

function cell(price: number, status: ReferenceStatus, note: string): Cell {
  return { price, status, note };
}

/** Hundredths of a percent; null closes the last band. */
type Bounds = readonly (number | null)[];
const SINGLE: Bounds = [null];
const THREE_BANDS: Bounds = [10_700, 11_700, null];
const LINEAR_ENDS: Bounds = [10_700, null];

function rowsOf(
  exercise: number,
  bounds: Bounds,
  both: readonly Cell[],
  without: readonly Cell[],
): readonly ScaleRow[] {
  return [true, false].flatMap((suppliesBoth) =>
    bounds.map((bandUpperBound, index): ScaleRow => {
      const { price, status, note } = (suppliesBoth ? both : without)[index] ?? UNKNOWN;
      return {
        id: `${exercise}-${suppliesBoth ? 'couches-repas' : 'sans'}-${index + 1}`,
        exercise,
        suppliesBoth,
        bandIndex: index + 1,
        bandUpperBound,
        upperBoundInclusive: true,
        priceCap: price,
        psuAmount: null,
        status,
        sourceNote: french(note),
        ...ENTERED,
      };
    }),
  );
}

/** 2014 to 2017: 6.89 € without meals and nappies is cited without its band, hence provisional in the three. */
const WITHOUT_2014 = cell(
  689,
  'TO_CONFIRM',
  '6,89 € sans couches ni repas, cité sans tranche par la circulaire 2014-009',
);
const best = (price: number, note: string) => [cell(price, 'RECONSTRUCTED', note), UNKNOWN, UNKNOWN];

/** What domain.md 3.4 could source; a cell without a price hides the estimates that need it. */
export const PSU_SCALE_ROWS: readonly ScaleRow[] = [
  ...rowsOf(
    2013,
    SINGLE,
    [cell(689, 'TO_CONFIRM', 'Plafond unique de 6,89 €')],
    [cell(689, 'OFFICIAL', '6,89 €, circulaire 2014-009')],
  ),
  ...[
    { exercise: 2014, price: 723, note: '6,89 € × 1,05 (+5 % par an de 2014 à 2017)' },
    { exercise: 2015, price: 760, note: '6,89 € × 1,05² (+5 % par an de 2014 à 2017)' },
    { exercise: 2016, price: 798, note: '6,89 € × 1,05³ (+5 % par an de 2014 à 2017)' },
    { exercise: 2017, price: 837, note: '6,89 € × 1,05⁴ (+5 % par an de 2014 à 2017)' },
  ].flatMap(({ exercise, price, note }) =>
    rowsOf(exercise, THREE_BANDS, best(price, note), [WITHOUT_2014, WITHOUT_2014, WITHOUT_2014]),
  ),
  ...[2018, 2019, 2020].flatMap((exercise) => rowsOf(exercise, THREE_BANDS, [], [])),
  ...[
    { exercise: 2021, price: 867, note: '8,3748 € × 1,035 (+3,5 % de 2018 à 2021)' },
    { exercise: 2022, price: 910, note: '+5 % en 2022' },
    { exercise: 2023, price: 971, note: '+6,71 % en 2023' },
    { exercise: 2024, price: 1_005, note: '+3,49 % en 2024' },
  ].flatMap(({ exercise, price, note }) => rowsOf(exercise, THREE_BANDS, best(price, note), [])),
  ...rowsOf(2025, LINEAR_ENDS, [cell(1_005, 'RECONSTRUCTED', 'Stabilité des prix plafonds en 2025')], []),
  ...rowsOf(2026, LINEAR_ENDS, [], []),
];

const FORMULA_NOTE =
  'Psu de 66 % du prix de revient ; 6 heures de concertation par place, assiette et ordre du taux à confirmer par un expert';
const FORMULA_2025_NOTE =
  'Plafond linéaire de 107 % à 120 % depuis 2025 ; heures de préparation à l’accueil non comprises, règle non publiée';

/** Parameters from 2013 on; 2025 brings the linear cap and ends the meeting hours (domain.md 3.3). */
export const PSU_PARAMETERS: readonly PsuParameters[] = Array.from({ length: 14 }, (_, index): PsuParameters => {
  const exercise = 2013 + index;
  const linear = exercise >= 2025;
  return {
    exercise,
    rate: 6_600,
    // Assumption: the rule that replaces meeting hours in 2025 was not found, so nothing is counted for it.
    meetingHoursPerPlace: linear ? 0 : 600,
    costBasis: 'INVOICED',
    rgApplication: 'ON_NET',
    mode: linear ? 'LINEAR' : 'BANDED',
    linearFrom: linear ? 10_700 : null,
    linearTo: linear ? 12_000 : null,
    advanceRate: 7_000,
    exceptionalHoursDecision: false,
    status: 'TO_CONFIRM',
    sourceNote: french(linear ? FORMULA_2025_NOTE : FORMULA_NOTE),
    enteredAt: ENTERED.enteredAt,
  };
});
