import { annex } from './accounts.ts';
import { demoFigures, modulatedCapacity, type DemoFigures, type FormValues } from './figures.ts';
import type { DemoEquipment } from './nurseries.ts';
import type { DemoPlan } from './plans.ts';

/** One declaration under way whose figures raise the named controls. */
interface Showcase {
  /** Codes it is there for. */
  readonly raises: string;
  readonly type?: 'ACTUAL' | 'UPDATED';
  readonly exercise?: number;
  readonly periodEnd?: string;
  readonly change: (
    figures: DemoFigures,
    equipment: DemoEquipment,
  ) => { activity?: FormValues; financial?: FormValues };
}

const capacityOf = ({ places, days, span }: DemoEquipment): number => Math.round(places * days * span * 100);
const scaled = (values: FormValues, factor: number, ...fields: string[]): FormValues =>
  Object.fromEntries(fields.map((field) => [field, Math.round(Number(values[field]) * factor)]));
const charges = (values: FormValues): string[] => Object.keys(values).filter((field) => /^c\d/.test(field));
const emptied = (...fields: string[]): FormValues => Object.fromEntries(fields.map((field) => [field, null]));
const zero = (...fields: string[]): FormValues => Object.fromEntries(fields.map((field) => [field, 0]));

const showcases: readonly Showcase[] = [
  {
    raises: 'ACT-01 ACT-04 ACT-05 ACT-12 ACT-13 ACT-14',
    change: (_figures, equipment) => ({
      activity: {
        attendedHours: Math.round(capacityOf(equipment) * 1.05),
        invoicedHours: Math.round(capacityOf(equipment) * 1.02),
      },
    }),
  },
  {
    raises: 'ACT-02 ACT-03 ACT-06',
    change: (_figures, equipment) => ({
      activity: {
        attendedHours: Math.round(capacityOf(equipment) * 0.4),
        invoicedHours: Math.round(capacityOf(equipment) * 0.5),
      },
    }),
  },
  {
    raises: 'ACT-07 ACT-08 ACT-11 ACT-15 ACT-16',
    change: () => ({ activity: { openingDays: 150, dailyOpeningHours: 450 } }),
  },
  {
    raises: 'ACT-09 ACT-10 ACT-17 ACT-18',
    change: ({ activity }, { places }) => ({
      activity: {
        places: (places + 10) * 100,
        suppliesNappies: activity['suppliesNappies'] !== true,
        enrolledChildren: (places + 10) * 7,
      },
    }),
  },
  { raises: 'ACT-19', change: () => ({ activity: { enrolledChildren: 2 } }) },
  {
    raises: 'ACT-26 ACT-B05 ACT-B06',
    change: ({ activity }) => ({
      activity: {
        ...scaled(activity, 1, 'attendedHours'),
        invoicedHoursGeneralScheme: Math.round(Number(activity['invoicedHours']) * 0.5),
        childrenLowContribution: 500,
        hoursRegular: 100_000,
        hoursOccasional: 100,
        hoursEmergency: 100,
      },
    }),
  },
  {
    raises: 'ACT-B01 ACT-B02 ACT-B03',
    change: () => ({ activity: { ...emptied('suppliesMeals'), openingDays: 400, dailyOpeningHours: 2_500 } }),
  },
  { raises: 'ACT-B04', change: () => ({ activity: { attendedHours: 0 } }) },
  { raises: 'ACT-B07 DEC-08', exercise: 2023, change: () => ({ activity: { exceptionalHours: 10_000 } }) },
  {
    raises: 'ACT-B09',
    type: 'UPDATED',
    periodEnd: '2016-09-30',
    change: () => ({ activity: emptied('familyContributionsReminder') }),
  },
  {
    raises: 'ACT-21 ACT-23 ACT-25',
    type: 'UPDATED',
    periodEnd: '2016-09-30',
    change: ({ activity }) => ({
      activity: {
        ...scaled(activity, 0.1, 'attendedHours', 'invoicedHours'),
        familyContributionsReminder: Math.round(Number(activity['invoicedHours']) * 0.1 * 6),
      },
    }),
  },
  { raises: 'FIN-B01 FIN-B02', change: () => ({ financial: emptied('p70641FamilyContributions', 'c60Purchases') }) },
  { raises: 'FIN-B03', change: ({ financial }) => ({ financial: zero(...charges(financial)) }) },
  {
    raises: 'FIN-01 FIN-02 FIN-03 FIN-04 FIN-17 DEC-05',
    change: ({ financial }) => ({ financial: scaled(financial, 2.2, ...charges(financial)) }),
  },
  {
    raises: 'FIN-05 FIN-15 FIN-16',
    change: ({ financial }) => ({
      financial: {
        ...scaled(financial, 0.3, 'c64Staff'),
        ...scaled(financial, 12, 'c67Exceptional', 'c68Depreciation'),
      },
    }),
  },
  {
    raises: 'FIN-06 FIN-08 FIN-19',
    change: () => ({
      financial: zero(
        'c64Staff',
        'c63aPayrollTaxes',
        'c86InKindUse',
        'c61ExternalServices',
        'c62OtherExternalServices',
        'c65OtherCurrent',
      ),
    }),
  },
  {
    raises: 'FIN-07',
    change: () => ({
      activity: { suppliesMeals: true, suppliesNappies: true },
      financial: zero('c60Purchases', 'c61ExternalServices', 'c62OtherExternalServices'),
    }),
  },
  {
    raises: 'FIN-09 FIN-10 FIN-11 DEC-01 DEC-02 DEC-03',
    change: ({ activity }) => ({
      financial: { p70641FamilyContributions: Math.round(Number(activity['invoicedHours']) * 6) },
    }),
  },
  {
    raises: 'FIN-12 FIN-13 FIN-14 DEC-04 DEC-10',
    change: ({ financial }) => ({
      activity: { suppliesMeals: true, suppliesNappies: true },
      financial: {
        ...scaled(financial, 20, 'p70642OtherFamilyIncome'),
        ...scaled(financial, 3, 'p744Municipality', 'p70623Psu'),
      },
    }),
  },
];

/** Number of the first nursery that shows one (those of the Ville de Montrevel). */
const first = 10;

const last = first + showcases.length + 8;

/** True for the nurseries whose declarations of 2016 show controls. */
export function isShowcase(equipment: DemoEquipment): boolean {
  return equipment.number >= first && equipment.number <= last;
}

/** What the showcases are compared with beside the past: a validated prévisionnelle and a transmitted actualisée of 2016. */
export function priorPlans(equipment: DemoEquipment, now: Date): readonly DemoPlan[] {
  if (!isShowcase(equipment) || equipment.closedOn !== null) return [];
  const startsAt = new Date(now.getTime() - 40 * 86_400_000);
  const figures = demoFigures(equipment, 2016);
  const half = demoFigures(equipment, 2016, 0.5);
  half.activity['familyContributionsReminder'] = half.financial['p70641FamilyContributions'] ?? null;
  return [
    { exercise: 2016, type: 'FORECAST', figures, stage: 'VALIDATED', startsAt },
    { exercise: 2016, type: 'UPDATED', periodEnd: '2016-06-30', figures: half, stage: 'SUBMITTED', startsAt },
  ];
}

/**
 * Declarations under way that make every control code fire somewhere: one showcase per nursery, the modulated nursery for
 * ACT-20 and ACT-B08, a copy of the previous year for FIN-18, a year under its own actualisée for ACT-22 and ACT-24.
 */
export function showcasePlans(equipment: DemoEquipment, now: Date): readonly DemoPlan[] {
  const startsAt = new Date(now.getTime() - 10 * 86_400_000);
  if (equipment.name === annex) return modulatedPlans(equipment, startsAt);
  if (equipment.closedOn !== null) return [];
  const showcase = showcases[equipment.number - first];
  if (!showcase) return copiedPlans(equipment, startsAt);
  const { type = 'ACTUAL', exercise = 2016, periodEnd } = showcase;
  const figures = demoFigures(equipment, exercise, type === 'UPDATED' ? 0.75 : 1);
  if (type === 'UPDATED')
    figures.activity['familyContributionsReminder'] = figures.financial['p70641FamilyContributions'] ?? null;
  const { activity = {}, financial = {} } = showcase.change(figures, equipment);
  return [
    {
      exercise,
      type,
      ...(periodEnd === undefined ? {} : { periodEnd }),
      figures: { activity: { ...figures.activity, ...activity }, financial: { ...figures.financial, ...financial } },
      stage: 'BOTH_SAVED',
      startsAt,
    },
  ];
}

function modulatedPlans(equipment: DemoEquipment, startsAt: Date): readonly DemoPlan[] {
  const figures = demoFigures(equipment, 2016);
  const tooLarge = Math.round(modulatedCapacity(equipment, equipment.days) * 200);
  const actual = { ...figures, activity: { ...figures.activity, theoreticalCapacityHours: tooLarge } };
  const updated = { ...figures, activity: { ...figures.activity, theoreticalCapacityHours: null } };
  return [
    { exercise: 2016, type: 'ACTUAL', figures: actual, stage: 'BOTH_SAVED', startsAt },
    { exercise: 2016, type: 'UPDATED', periodEnd: '2016-09-30', figures: updated, stage: 'BOTH_SAVED', startsAt },
  ];
}

/** The year copied from the last one (FIN-18), far under its forecast and its actualisée (ACT-22, ACT-24). */
function copiedPlans(equipment: DemoEquipment, startsAt: Date): readonly DemoPlan[] {
  if (!isShowcase(equipment)) return [];
  const { activity, financial } = demoFigures(equipment, 2015);
  const low = { ...activity, ...scaled(activity, 0.3, 'attendedHours', 'invoicedHours') };
  return [{ exercise: 2016, type: 'ACTUAL', figures: { activity: low, financial }, stage: 'BOTH_SAVED', startsAt }];
}
