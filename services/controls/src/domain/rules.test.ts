import { describe, expect, test } from '@jest/globals';
import { CONTROL_RULES } from '../store/reference/control-rules.ts';
import { ACTIVITY, type Change, evaluateSample, findings } from '../testing/sample-declaration.ts';
import { CONTROL_CODES, type ControlResult } from './evaluation.ts';
import type { SectionStatus } from './declaration-version.ts';
import type { Severity } from './rule-sheet.ts';

/** Code, severity, the last value that says nothing, the first one that fires. Hundredths; days and children are plain. */
type Row = readonly [code: string, severity: Severity, silent: Change, fires: Change];

const UPDATED: Change = { type: 'UPDATED' };
const SUPPLIES_NOTHING = { suppliesNappies: false, suppliesMeals: false } as const;
const MODULATED: Change = {
  equipment: { authorizations: [{ validFrom: '2010-09-01', validTo: null, capacity: 3_000, modulated: true }] },
};
const NO_STAFF = { c64Staff: 0, c63aPayrollTaxes: 0 } as const;
const SEPTEMBER = { start: '2016-01-01', end: '2016-09-30' } as const;

const FIELD_ROWS: readonly Row[] = [
  ['ACT-B01', 'BLOCKING', { activity: { places: 3_000 } }, { activity: { places: undefined } }],
  // 2016 is a leap year.
  ['ACT-B02', 'BLOCKING', { activity: { openingDays: 366 } }, { activity: { openingDays: 367 } }],
  [
    'ACT-B02',
    'BLOCKING',
    { ...UPDATED, activity: { openingDays: 182 } },
    { ...UPDATED, activity: { openingDays: 183 } },
  ],
  ['ACT-B03', 'BLOCKING', { activity: { dailyOpeningHours: 2_400 } }, { activity: { dailyOpeningHours: 2_401 } }],
  ['ACT-B03', 'BLOCKING', { activity: { dailyOpeningHours: 1 } }, { activity: { dailyOpeningHours: 0 } }],
  ['ACT-B04', 'BLOCKING', { activity: { attendedHours: 1 } }, { activity: { attendedHours: 0 } }],
  ['ACT-B04', 'BLOCKING', { activity: { attendedHours: 0, invoicedHours: 0 } }, { activity: { invoicedHours: 0 } }],
  ['ACT-B05', 'BLOCKING', { activity: { childrenLowContribution: 75 } }, { activity: { childrenLowContribution: 76 } }],
  ['ACT-B05', 'BLOCKING', { activity: { childrenWithDisability: 75 } }, { activity: { childrenWithDisability: 76 } }],
  ['ACT-B06', 'BLOCKING', { activity: { hoursRegular: 5_299_900 } }, { activity: { hoursRegular: 5_299_899 } }],
  [
    'ACT-B06',
    'BLOCKING',
    { activity: { hoursRegular: 5_000_000, hoursOccasional: 200_000, hoursEmergency: 100_100 } },
    { activity: { hoursRegular: 5_000_000, hoursOccasional: 200_000, hoursEmergency: 100_101 } },
  ],
  [
    'ACT-B07',
    'BLOCKING',
    { exercise: 2023, activity: { exceptionalHours: 0 } },
    { exercise: 2023, activity: { exceptionalHours: 1 } },
  ],
  [
    'ACT-B08',
    'BLOCKING',
    { ...MODULATED, activity: { theoreticalCapacityHours: 7_000_000 } },
    { ...MODULATED, activity: { theoreticalCapacityHours: undefined } },
  ],
  [
    'ACT-B09',
    'BLOCKING',
    { ...UPDATED, activity: { familyContributionsReminder: 0 } },
    { ...UPDATED, activity: { familyContributionsReminder: undefined } },
  ],
  [
    'ACT-B10',
    'BLOCKING',
    { activity: { hoursRegular: 100_000_000_000 } },
    { activity: { hoursRegular: 100_000_000_001 } },
  ],
  ['ACT-B10', 'BLOCKING', { activity: { enrolledChildren: 0 } }, { activity: { enrolledChildren: -1 } }],
  [
    'FIN-B01',
    'BLOCKING',
    { financial: { p70641FamilyContributions: 0 } },
    { financial: { p70641FamilyContributions: undefined } },
  ],
  ['FIN-B02', 'BLOCKING', { financial: { c65OtherCurrent: 0 } }, { financial: { c65OtherCurrent: undefined } }],
  [
    'FIN-B03',
    'BLOCKING',
    { declaration: { financial: filled({ c60Purchases: 1 }) } },
    { declaration: { financial: filled({ c60Purchases: 0 }) } },
  ],
  ['FIN-B04', 'BLOCKING', { financial: { p748Other: 100_000_000_000 } }, { financial: { p748Other: 100_000_000_001 } }],
  ['FIN-B04', 'BLOCKING', { financial: { p748Other: 0 } }, { financial: { p748Other: -1 } }],
];

const ACTIVITY_ROWS: readonly Row[] = [
  // 100.00 % and 99.99 %.
  ['ACT-01', 'ANOMALY', { activity: { invoicedHours: 4_999_750 } }, { activity: { invoicedHours: 4_999_749 } }],
  ['ACT-02', 'ALERT', { activity: { invoicedHours: 5_850_249 } }, { activity: { invoicedHours: 5_850_250 } }],
  [
    'ACT-02',
    'ALERT',
    { exercise: 2025, activity: { invoicedHours: 6_000_249 } },
    { exercise: 2025, activity: { invoicedHours: 6_000_250 } },
  ],
  ['ACT-03', 'INFO', { activity: { invoicedHours: 5_350_249 } }, { activity: { invoicedHours: 5_350_250 } }],
  // Capacity 73 590 h.
  ['ACT-04', 'ANOMALY', { activity: { invoicedHours: 7_359_000 } }, { activity: { invoicedHours: 7_359_400 } }],
  ['ACT-05', 'ANOMALY', { activity: { attendedHours: 7_359_000 } }, { activity: { attendedHours: 7_359_400 } }],
  ['ACT-06', 'ALERT', { activity: { attendedHours: 3_679_500 } }, { activity: { attendedHours: 3_679_000 } }],
  ['ACT-07', 'ALERT', { activity: { dailyOpeningHours: 500 } }, { activity: { dailyOpeningHours: 499 } }],
  ['ACT-07', 'ALERT', { activity: { dailyOpeningHours: 1_400 } }, { activity: { dailyOpeningHours: 1_401 } }],
  ['ACT-08', 'ALERT', { activity: { openingDays: 180 } }, { activity: { openingDays: 179 } }],
  ['ACT-08', 'ALERT', { activity: { openingDays: 255 } }, { activity: { openingDays: 256 } }],
  // January to June: 180 × 182 ÷ 366 = 89.51 days.
  ['ACT-08', 'ALERT', { ...UPDATED, activity: { openingDays: 90 } }, { ...UPDATED, activity: { openingDays: 89 } }],
  ['ACT-09', 'ANOMALY', { activity: { places: 3_000 } }, { activity: { places: 3_001 } }],
  ['ACT-10', 'ALERT', { activity: { places: 3_000 } }, { activity: { places: 2_999 } }],
  ['ACT-11', 'ALERT', { activity: { places: 3_300 } }, { activity: { places: 3_301 } }],
  // 49 000 h the year before.
  ['ACT-12', 'ALERT', { activity: { attendedHours: 5_390_000 } }, { activity: { attendedHours: 5_390_300 } }],
  ['ACT-12', 'ALERT', { activity: { attendedHours: 4_410_000 } }, { activity: { attendedHours: 4_409_700 } }],
  ['ACT-13', 'ALERT', { activity: { invoicedHours: 5_720_000 } }, { activity: { invoicedHours: 5_720_300 } }],
  // 106.12 % the year before.
  ['ACT-14', 'ALERT', { activity: { invoicedHours: 5_556_000 } }, { activity: { invoicedHours: 5_556_300 } }],
  ['ACT-15', 'ALERT', { activity: { openingDays: 233 } }, { activity: { openingDays: 234 } }],
  ['ACT-16', 'ALERT', { activity: { dailyOpeningHours: 1_150 } }, { activity: { dailyOpeningHours: 1_151 } }],
  ['ACT-17', 'ALERT', { activity: { suppliesMeals: true } }, { activity: { suppliesMeals: false } }],
  ['ACT-18', 'ALERT', { activity: { enrolledChildren: 30 } }, { activity: { enrolledChildren: 29 } }],
  ['ACT-18', 'ALERT', { activity: { enrolledChildren: 180 } }, { activity: { enrolledChildren: 181 } }],
  // One child can be there 223 × 11 = 2 453 h; 53 000 h need 22 children.
  ['ACT-19', 'ANOMALY', { activity: { enrolledChildren: 22 } }, { activity: { enrolledChildren: 21 } }],
  [
    'ACT-20',
    'ANOMALY',
    { ...MODULATED, activity: { theoreticalCapacityHours: 7_359_000 } },
    { ...MODULATED, activity: { theoreticalCapacityHours: 7_359_001 } },
  ],
  [
    'ACT-21',
    'ANOMALY',
    { ...UPDATED, period: SEPTEMBER, updated: {}, activity: { attendedHours: 2_500_000 } },
    { ...UPDATED, period: SEPTEMBER, updated: {}, activity: { attendedHours: 2_499_999 } },
  ],
  [
    'ACT-21',
    'ANOMALY',
    { ...UPDATED, period: SEPTEMBER, updated: {}, activity: { familyContributionsReminder: 4_425_500 } },
    { ...UPDATED, period: SEPTEMBER, updated: {}, activity: { familyContributionsReminder: 4_425_499 } },
  ],
  ['ACT-22', 'ANOMALY', { updated: { invoicedHours: 5_300_000 } }, { updated: { invoicedHours: 5_300_001 } }],
  // Half of the 53 500 h forecast is 26 750 h.
  [
    'ACT-23',
    'ALERT',
    { ...UPDATED, activity: { invoicedHours: 3_076_250 } },
    { ...UPDATED, activity: { invoicedHours: 3_076_600 } },
  ],
  ['ACT-24', 'ALERT', { activity: { invoicedHours: 6_152_500 } }, { activity: { invoicedHours: 6_152_900 } }],
  ['ACT-24', 'ALERT', { activity: { attendedHours: 4_292_500 } }, { activity: { attendedHours: 4_292_200 } }],
  // Bounds 0.41 to 2.92 € over 26 500 h.
  [
    'ACT-25',
    'ALERT',
    { ...UPDATED, activity: { familyContributionsReminder: 7_738_000 } },
    { ...UPDATED, activity: { familyContributionsReminder: 7_764_500 } },
  ],
  [
    'ACT-25',
    'ALERT',
    { ...UPDATED, activity: { familyContributionsReminder: 1_086_500 } },
    { ...UPDATED, activity: { familyContributionsReminder: 1_060_000 } },
  ],
  // 98 % known by the Caf: 95 % and 94.99 %.
  [
    'ACT-26',
    'ALERT',
    { activity: { invoicedHoursGeneralScheme: 5_035_000 } },
    { activity: { invoicedHoursGeneralScheme: 5_034_400 } },
  ],
];

/** 53 000 invoiced hours, 540 000 € of charges of which 380 000 € in account 64. */
const FINANCIAL_ROWS: readonly Row[] = [
  // Charges that give 4.00, 3.99, 17.00 and 17.01 € per hour.
  ['FIN-01', 'ALERT', { financial: { c64Staff: 5_200_000 } }, { financial: { c64Staff: 5_147_000 } }],
  ['FIN-01', 'ALERT', { financial: { c64Staff: 74_100_000 } }, { financial: { c64Staff: 74_153_000 } }],
  // 10.19 € the year before (530 000 ÷ 52 000): 11.20 € is +9.91 %, 11.21 € is +10.01 %.
  ['FIN-02', 'ALERT', { financial: { c64Staff: 43_360_000 } }, { financial: { c64Staff: 43_413_000 } }],
  // 530 000 € the year before: 583 000 € is +10 %.
  ['FIN-03', 'ALERT', { financial: { c64Staff: 42_300_000 } }, { financial: { c64Staff: 42_304_000 } }],
  ['FIN-04', 'ALERT', { financial: { c64Staff: 42_300_000 } }, { financial: { c64Staff: 42_304_000 } }],
  // Other charges 145 000 €: staff of 145 000 € is 50 %, 1 305 000 € is 90 %.
  ['FIN-05', 'ALERT', { financial: { c64Staff: 13_000_000 } }, { financial: { c64Staff: 12_990_000 } }],
  ['FIN-05', 'ALERT', { financial: { c64Staff: 129_000_000 } }, { financial: { c64Staff: 129_200_000 } }],
  ['FIN-06', 'ANOMALY', { financial: NO_STAFF }, { financial: { ...NO_STAFF, c86InKindUse: 0 } }],
  [
    'FIN-07',
    'ANOMALY',
    { financial: { c60Purchases: 0, c61ExternalServices: 0, c62OtherExternalServices: 1 } },
    { financial: { c60Purchases: 0, c61ExternalServices: 0, c62OtherExternalServices: 0 } },
  ],
  [
    'FIN-07',
    'ANOMALY',
    { activity: SUPPLIES_NOTHING, financial: { c60Purchases: 0, c61ExternalServices: 0, c62OtherExternalServices: 0 } },
    { financial: { c60Purchases: 0, c61ExternalServices: 0, c62OtherExternalServices: 0 } },
  ],
  ['FIN-08', 'ANOMALY', { financial: { p87InKindSource: 400_100 } }, { financial: { p87InKindSource: 400_101 } }],
  // 2.92 and 2.93 € per hour, then 0.41 and 0.40 €.
  [
    'FIN-09',
    'ALERT',
    { financial: { p70641FamilyContributions: 15_476_000 } },
    { financial: { p70641FamilyContributions: 15_529_000 } },
  ],
  [
    'FIN-09',
    'ALERT',
    { financial: { p70641FamilyContributions: 2_173_000 } },
    { financial: { p70641FamilyContributions: 2_120_000 } },
  ],
  // 1.66 € the year before: 1.82 € is +9.64 %, 1.83 € is +10.24 %.
  [
    'FIN-10',
    'ALERT',
    { financial: { p70641FamilyContributions: 9_646_000 } },
    { financial: { p70641FamilyContributions: 9_699_000 } },
  ],
  // 86 500 € the year before: 99 475 € is +15 %.
  [
    'FIN-11',
    'ALERT',
    { financial: { p70641FamilyContributions: 9_947_500 } },
    { financial: { p70641FamilyContributions: 9_948_400 } },
  ],
  [
    'FIN-12',
    'ALERT',
    { financial: { p70642OtherFamilyIncome: 442_550 } },
    { financial: { p70642OtherFamilyIncome: 443_440 } },
  ],
  // Estimated entitlement 188 434.79 €: 207 278.26 € is +10 %.
  ['FIN-13', 'ALERT', { financial: { p70623Psu: 20_727_826 } }, { financial: { p70623Psu: 20_729_000 } }],
  // Income 530 510 €: 567 000 € is +5 %, 513 000 € is −5 %.
  ['FIN-14', 'ALERT', { financial: { p748Other: 3_649_000 } }, { financial: { p748Other: 3_653_000 } }],
  ['FIN-14', 'ALERT', { financial: { p744Municipality: 23_249_000 } }, { financial: { p744Municipality: 23_245_000 } }],
  // Charges without account 67: 536 000 €.
  ['FIN-15', 'ALERT', { financial: { c67Exceptional: 1_657_700 } }, { financial: { c67Exceptional: 1_661_000 } }],
  ['FIN-16', 'ALERT', { financial: { c68Depreciation: 9_035_000 } }, { financial: { c68Depreciation: 9_045_000 } }],
  // Account 60 was 38 000 €: 45 600 € is +20 %.
  ['FIN-17', 'ALERT', { financial: { c60Purchases: 4_560_000 } }, { financial: { c60Purchases: 4_560_500 } }],
  // Account 62 was 20 000 €: +25 % is 5 000 €.
  [
    'FIN-17',
    'ALERT',
    { financial: { c62OtherExternalServices: 2_500_000 } },
    { financial: { c62OtherExternalServices: 2_500_100 } },
  ],
  [
    'FIN-18',
    'ALERT',
    { previous: { financial: { c64Staff: 38_000_000, p70641FamilyContributions: 8_851_001 } } },
    { previous: { financial: { c64Staff: 38_000_000, p70641FamilyContributions: 8_851_000 } } },
  ],
  [
    'FIN-19',
    'ALERT',
    { financial: { c61ExternalServices: 0, c62OtherExternalServices: 0, c65OtherCurrent: 1, c86InKindUse: 0 } },
    { financial: { c61ExternalServices: 0, c62OtherExternalServices: 0, c65OtherCurrent: 0, c86InKindUse: 0 } },
  ],
  [
    'FIN-19',
    'ALERT',
    {
      equipment: { partnerStatus: 'ASSOCIATION' },
      financial: { c61ExternalServices: 0, c62OtherExternalServices: 0, c65OtherCurrent: 0, c86InKindUse: 0 },
    },
    { financial: { c61ExternalServices: 0, c62OtherExternalServices: 0, c65OtherCurrent: 0, c86InKindUse: 0 } },
  ],
];

/** Entitlement 188 434.79 €, of which 931.39 € of meeting hours. */
const DECLARATION_ROWS: readonly Row[] = [
  // (279 840 − PF) × 0.98 + 931.39, N-1 being (274 560 − 86 500) × 0.98 + 931.39 = 185 230.19 €: −15 % is 157 445.66 €.
  [
    'DEC-01',
    'ALERT',
    { financial: { p70641FamilyContributions: 12_013_000 } },
    { financial: { p70641FamilyContributions: 12_015_000 } },
  ],
  // Forecast: (53 500 × 5.28 − 88 510) × 0.98 + 931.39 = 191 021.99 €, of which 70 % is 133 715.39 €.
  [
    'DEC-02',
    'ALERT',
    { financial: { p70641FamilyContributions: 14_434_600 } },
    { financial: { p70641FamilyContributions: 14_436_000 } },
  ],
  [
    'DEC-03',
    'ANOMALY',
    { financial: { p70641FamilyContributions: 27_984_000 } },
    { financial: { p70641FamilyContributions: 27_984_001 } },
  ],
  // 188 434.79 + 88 510 + 74x; 567 000 € is 105 %: 74x of 290 055.21 €.
  [
    'DEC-04',
    'ANOMALY',
    { financial: { p744Municipality: 29_005_521 } },
    { financial: { p744Municipality: 29_010_000 } },
  ],
  // Charges of 923 149.30 € make 276 944.79 € 30 % of them.
  ['DEC-05', 'ALERT', { financial: { c64Staff: 76_314_000 } }, { financial: { c64Staff: 76_335_000 } }],
  // With a nil PSU there remain 931.39 € of meeting hours: 404 068.61 € of contributions make 75 % of 540 000 €.
  [
    'DEC-05',
    'ALERT',
    { financial: { p70641FamilyContributions: 40_406_800 } },
    { financial: { p70641FamilyContributions: 40_412_500 } },
  ],
  ['DEC-06', 'BLOCKING', {}, { declaration: { activity: section('LOCKED', 'another digest') } }],
  [
    'DEC-06',
    'BLOCKING',
    { declaration: { activity: section('CONTROLLED') } },
    { declaration: { activity: section('DRAFT') } },
  ],
  ['DEC-07', 'BLOCKING', {}, { declaration: { activity: section('CONTROLLED') } }],
  ['DEC-08', 'INFO', {}, { input: { psu: (exercise: number) => ({ exercise, parameters: null, rows: [] }) } }],
  ['DEC-09', 'ALERT', { input: { evaluatedOn: '2017-03-31' } }, { input: { evaluatedOn: '2017-04-01' } }],
  [
    'DEC-10',
    'ALERT',
    { financial: { p70642OtherFamilyIncome: 1 } },
    { financial: { p70642OtherFamilyIncome: 1 }, activity: { comment: '  ' } },
  ],
  ['DEC-11', 'ALERT', { equipment: { closedOn: '2017-01-01' } }, { equipment: { closedOn: '2016-12-31' } }],
  [
    'DEC-11',
    'ALERT',
    { equipment: { authorizations: authorizedUntil('2016-12-31') } },
    { equipment: { authorizations: authorizedUntil('2016-12-30') } },
  ],
  [
    'DEC-12',
    'BLOCKING',
    { input: { termsAccepted: true, attested: true } },
    { input: { termsAccepted: true, attested: false } },
  ],
  ['DEC-12', 'BLOCKING', {}, { input: { termsAccepted: false, attested: true } }],
];

function filled(values: Record<string, number>) {
  return { state: 'LOCKED', values, lockedDigest: null, required: true } as const;
}

function section(state: SectionStatus, lockedDigest: string | null = null) {
  return { state, values: ACTIVITY, lockedDigest, required: true } as const;
}

function authorizedUntil(validTo: string) {
  return [{ validFrom: '2010-09-01', validTo, capacity: 3_000, modulated: false }];
}

function resultsOf(code: string, change: Change): readonly ControlResult[] {
  return evaluateSample(change).results.filter((result) => result.code === code);
}

const ROWS = [...FIELD_ROWS, ...ACTIVITY_ROWS, ...FINANCIAL_ROWS, ...DECLARATION_ROWS];

describe('both sides of every threshold', () => {
  test('the sample itself has nothing to explain', () => expect(findings(evaluateSample())).toEqual([]));
  test('nor has its actualisée', () => expect(findings(evaluateSample(UPDATED))).toEqual([]));
  test('nor has its prévisionnelle', () => expect(findings(evaluateSample({ type: 'FORECAST' }))).toEqual([]));

  test.each(ROWS)('%s (%s)', (code, severity, silent, fires) => {
    expect(resultsOf(code, silent)).toEqual([]);
    const fired = resultsOf(code, fires);
    expect(fired.length).toBeGreaterThan(0);
    for (const result of fired) {
      expect(result.severity).toBe(severity);
      expect(result.message).not.toMatch(/undefined|null|NaN|\{|non calculable/);
      expect(result.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('every code with logic is tested and has a national rule', () => {
    expect([...new Set(ROWS.map(([code]) => code))].sort()).toEqual([...CONTROL_CODES].sort());
    expect([...new Set(CONTROL_RULES.map(({ code }) => code))].sort()).toEqual([...CONTROL_CODES].sort());
  });
});
