import { percentOf, prorate } from './exact.ts';
import { atPresentCapacity, atPresentDays, isAdjusted } from './comparable.ts';
import type { Facts, Past } from './facts.ts';
import type { Figure } from '@portail/platform/pure/french.ts';
import { days, euros, eurosPerHour, hours, hoursPerDay, percent, places, points, ratio } from './figure.ts';
import {
  absoluteFinding,
  type Finding,
  type Outcome,
  type Predicate,
  predicate,
  rangeFinding,
  relativeFinding,
  skip,
} from './predicate.ts';
import { monthsOf } from './estimate.ts';
import { formatFigure } from '@portail/platform/pure/french.ts';

/** Controls of the activity section (domain.md 4.3). Percentages are compared after rounding to two decimals (9.22). */
export const ACTIVITY_RULES: Readonly<Record<string, Predicate>> = {
  'ACT-01': predicate(['min'], (f, t) => rateFinding(f, (rate) => rate < t.min, t.min)),
  'ACT-02': predicate(['max'], (f, t) => rateFinding(f, (rate) => rate > t.max, t.max)),
  'ACT-03': predicate(['max'], (f, t) => rateFinding(f, (rate) => rate > t.max, t.max)),
  'ACT-04': predicate(['max'], (f, t) =>
    overCapacity(f, f.indicators.invoicedOccupancyRate, f.activity.invoicedHours, t.max, 'invoicedHours'),
  ),
  'ACT-05': predicate(['max'], (f, t) =>
    overCapacity(f, f.indicators.actualOccupancyRate, f.activity.attendedHours, t.max, 'attendedHours'),
  ),
  'ACT-06': predicate(['min'], (f, t) => {
    const rate = f.indicators.actualOccupancyRate;
    if (rate === null || rate >= t.min) return null;
    return {
      field: 'attendedHours',
      measured: percent(rate),
      threshold: percent(t.min),
      inputs: [f.activity.attendedHours ?? null, f.indicators.capacity],
    };
  }),
  'ACT-07': predicate(['min', 'max'], (f, t) => {
    const span = f.activity.dailyOpeningHours;
    return span === undefined ? null : rangeFinding(span, t, hoursPerDay, { field: 'dailyOpeningHours' });
  }),
  'ACT-08': predicate(['min', 'max'], (f, t) => {
    const { openingDays } = f.activity;
    const min = prorate(t.min, f.openDays, f.yearDays);
    const max = prorate(t.max, f.openDays, f.yearDays);
    if (openingDays === undefined || min === null || max === null) return null;
    return rangeFinding(openingDays * 100, { min, max }, days, { field: 'openingDays' });
  }),
  'ACT-09': predicate(['tolerance'], (f, t) => {
    const authorized = f.authorizedCapacity;
    const declared = f.activity.places;
    if (authorized === null || declared === undefined || declared - authorized <= t.tolerance) return null;
    return {
      field: 'places',
      measured: places(declared),
      reference: places(authorized),
      gap: places(declared - authorized),
      threshold: places(t.tolerance),
    };
  }),
  'ACT-10': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) => absolute(f.activity.places, past.activity.places, t.tolerance, places, past, 'places')),
  ),
  'ACT-11': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) => {
      const { capacity } = past.indicators;
      const reference = capacity === null ? null : atPresentDays(f, past, capacity);
      return relative(f.indicators.capacity, reference, t.tolerance, hours, past, 'openingDays', isAdjusted(f, past));
    }),
  ),
  'ACT-12': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) => hoursFinding(f, past, 'attendedHours', t.tolerance)),
  ),
  'ACT-13': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) => hoursFinding(f, past, 'invoicedHours', t.tolerance)),
  ),
  'ACT-14': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) => {
      const measured = f.indicators.billingRate;
      const reference = past.indicators.billingRate;
      if (measured === null || reference === null) return null;
      return absoluteFinding({ measured, reference }, t.tolerance, percent, points, past.exercise, {
        field: 'invoicedHours',
        inputs: [f.activity.attendedHours ?? null, f.activity.invoicedHours ?? null],
      });
    }),
  ),
  'ACT-15': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) => {
      const before = past.activity.openingDays;
      const reference = before === undefined ? null : atPresentDays(f, past, before * 100);
      const measured = f.activity.openingDays === undefined ? undefined : f.activity.openingDays * 100;
      return absolute(measured, reference, t.tolerance, days, past, 'openingDays', isAdjusted(f, past));
    }),
  ),
  'ACT-16': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) =>
      absolute(
        f.activity.dailyOpeningHours,
        past.activity.dailyOpeningHours,
        t.tolerance,
        hoursPerDay,
        past,
        'dailyOpeningHours',
      ),
    ),
  ),
  'ACT-17': predicate([], (f) => withPrevious(f, (past) => serviceChange(f, past))),
  'ACT-18': predicate(['min', 'max'], (f, t) => {
    const perPlace = f.indicators.childrenPerPlace;
    if (perPlace === null) return null;
    return rangeFinding(perPlace, t, ratio, {
      field: 'enrolledChildren',
      inputs: [f.activity.enrolledChildren ?? null, f.activity.places ?? null],
    });
  }),
  'ACT-19': predicate(['max'], (f, t) => {
    const { invoicedHours, enrolledChildren, openingDays, dailyOpeningHours } = f.activity;
    if (invoicedHours === undefined || !enrolledChildren || !openingDays || !dailyOpeningHours) return null;
    const most = enrolledChildren * openingDays * dailyOpeningHours;
    const share = percentOf(invoicedHours, most);
    if (share === null || share <= t.max) return null;
    return {
      field: 'enrolledChildren',
      measured: hours(invoicedHours),
      reference: hours(most),
      gap: percent(share - 10_000),
      threshold: percent(t.max),
    };
  }),
  'ACT-20': predicate(['tolerance'], (f, t) => {
    const { capacity, fullCapacity } = f.indicators;
    if (!f.modulated || capacity === null || fullCapacity === null) return null;
    if (capacity - fullCapacity <= t.tolerance) return null;
    return {
      field: 'theoreticalCapacityHours',
      measured: hours(capacity),
      reference: hours(fullCapacity),
      gap: hours(capacity - fullCapacity),
      threshold: hours(t.tolerance),
    };
  }),
  'ACT-21': predicate(['tolerance'], (f, t) => cumulativeFall(f, t.tolerance)),
  'ACT-22': predicate(['tolerance'], (f, t) => cumulativeFall(f, t.tolerance)),
  'ACT-23': predicate(['tolerance'], (f, t) => forecastGap(f, t.tolerance, monthsOf(f.declaration).period)),
  'ACT-24': predicate(['tolerance'], (f, t) => forecastGap(f, t.tolerance, 12)),
  'ACT-25': predicate(['min', 'max'], (f, t) => {
    const contribution = f.indicators.contributionPerHour;
    if (contribution === null) return null;
    return rangeFinding(contribution, t, eurosPerHour, {
      field: 'familyContributionsReminder',
      inputs: [f.indicators.contributions, f.activity.invoicedHours ?? null],
    });
  }),
  'ACT-26': predicate(['tolerance'], (f, t) => {
    const { invoicedHoursGeneralScheme, invoicedHours } = f.activity;
    if (invoicedHoursGeneralScheme === undefined || !invoicedHours || f.generalSchemeRate === null) return null;
    const measured = percentOf(invoicedHoursGeneralScheme, invoicedHours)!;
    return absoluteFinding({ measured, reference: f.generalSchemeRate }, t.tolerance, percent, points, f.exercise, {
      field: 'invoicedHoursGeneralScheme',
      inputs: [invoicedHoursGeneralScheme, invoicedHours],
    });
  }),
};

function withPrevious(f: Facts, compare: (past: Past) => Outcome): Outcome {
  return f.previous === null ? skip('NO_HISTORY') : compare(f.previous);
}

function rateFinding(f: Facts, fires: (rate: number) => boolean, threshold: number): Finding | null {
  const rate = f.indicators.billingRate;
  if (rate === null || !fires(rate)) return null;
  return {
    field: 'invoicedHours',
    measured: percent(rate),
    threshold: percent(threshold),
    inputs: [f.activity.attendedHours ?? null, f.activity.invoicedHours ?? null],
  };
}

function overCapacity(
  f: Facts,
  rate: number | null,
  value: number | undefined,
  max: number,
  field: string,
): Finding | null {
  const { capacity } = f.indicators;
  if (rate === null || value === undefined || capacity === null || rate <= max) return null;
  return {
    field,
    measured: hours(value),
    reference: hours(capacity),
    gap: percent(rate - 10_000),
    threshold: percent(max),
  };
}

function absolute(
  measured: number | undefined,
  reference: number | null | undefined,
  tolerance: number,
  figure: (value: number) => Figure,
  past: Past,
  field: string,
  adjusted = false,
): Finding | null {
  if (measured === undefined || reference === null || reference === undefined) return null;
  return absoluteFinding({ measured, reference }, tolerance, figure, figure, past.exercise, { field, adjusted });
}

function relative(
  measured: number | null | undefined,
  reference: number | null | undefined,
  tolerance: number,
  figure: (value: number) => Figure,
  past: Past,
  field: string,
  adjusted = false,
): Finding | null {
  if (measured === null || measured === undefined || reference === null || reference === undefined) return null;
  return relativeFinding({ measured, reference }, tolerance, figure, past.exercise, { field, adjusted });
}

function hoursFinding(
  f: Facts,
  past: Past,
  field: 'attendedHours' | 'invoicedHours',
  tolerance: number,
): Finding | null {
  const before = past.activity[field];
  const reference = before === undefined ? null : atPresentCapacity(f, past, before);
  return relative(f.activity[field], reference, tolerance, hours, past, field, isAdjusted(f, past));
}

function serviceChange(f: Facts, past: Past): Finding | null {
  const services = [
    ['suppliesNappies', 'couches', 'fournies'],
    ['suppliesMeals', 'repas', 'fournis'],
  ] as const;
  const changes = services.filter(([field]) => {
    const now = f.activity[field];
    const before = past.activity[field];
    return now !== undefined && before !== undefined && now !== before;
  });
  if (changes.length === 0) return null;
  const written = (value: boolean | undefined, participle: string) =>
    value === true ? participle : `non ${participle}`;
  return {
    field: changes[0]![0],
    referenceExercise: past.exercise,
    detail: changes
      .map(([field, name, participle]) => {
        const [now, before] = [f.activity[field], past.activity[field]].map((value) => written(value, participle));
        return `${name} ${now} contre ${before}`;
      })
      .join(', '),
    inputs: changes.flatMap(([field]) => [field, f.activity[field] ?? null, past.activity[field] ?? null]),
  };
}

/** Figures that only add up as the year goes on: attended hours, invoiced hours, family contributions. */
function cumulatives(
  f: Facts | Past,
): readonly { field: string; value: number | null; figure: (value: number) => Figure }[] {
  return [
    { field: 'attendedHours', value: f.activity.attendedHours ?? null, figure: hours },
    { field: 'invoicedHours', value: f.activity.invoicedHours ?? null, figure: hours },
    { field: 'familyContributionsReminder', value: f.indicators.contributions, figure: euros },
  ];
}

const CUMULATIVE_NAMES = ['heures réalisées', 'heures facturées', 'participations familiales'] as const;

/** The largest fall (in share) of a cumulative figure against the last actualisée; the detail names them all. */
function cumulativeFall(f: Facts, tolerance: number): Finding | null {
  const past = f.lastUpdated;
  if (past === null) return null;
  const before = cumulatives(past);
  const falls = cumulatives(f).flatMap((now, index) => {
    const reference = before[index]!.value;
    if (now.value === null || reference === null || reference - now.value <= tolerance) return [];
    return [{ ...now, value: now.value, reference, name: CUMULATIVE_NAMES[index]! }];
  });
  const share = (fall: { value: number; reference: number }) => percentOf(fall.value, fall.reference) ?? 0;
  const worst = falls.toSorted((a, b) => share(a) - share(b))[0];
  if (worst === undefined) return null;
  return {
    field: worst.field,
    measured: worst.figure(worst.value),
    reference: worst.figure(worst.reference),
    referenceExercise: past.exercise,
    gap: worst.figure(worst.value - worst.reference),
    threshold: worst.figure(tolerance),
    detail: falls
      .map(
        (fall) =>
          `${fall.name} ${formatFigure(fall.figure(fall.value))} contre ${formatFigure(fall.figure(fall.reference))}`,
      )
      .join(', '),
    inputs: falls.flatMap((fall) => [fall.field, fall.value, fall.reference]),
  };
}

/** The hours furthest from the prévisionnelle’s share of `months` twelfths. */
function forecastGap(f: Facts, tolerance: number, months: number): Outcome {
  const past = f.forecast;
  if (past === null) return skip('NO_FORECAST');
  const findings = (['attendedHours', 'invoicedHours'] as const).flatMap((field) => {
    const before = past.activity[field];
    const reference = before === undefined ? null : prorate(before, months, 12);
    const finding = relative(f.activity[field], reference, tolerance, hours, past, field);
    return finding === null ? [] : [finding];
  });
  if (findings.length === 0) return null;
  const size = (finding: Finding) => Math.abs(finding.gap?.value ?? Number.MAX_SAFE_INTEGER);
  const worst = findings.toSorted((a, b) => size(b) - size(a))[0]!;
  const name = (field?: string) => (field === 'attendedHours' ? 'heures réalisées' : 'heures facturées');
  return {
    ...worst,
    detail: findings
      .map((each) => `${name(each.field)} ${formatFigure(each.measured!)} contre ${formatFigure(each.reference!)}`)
      .join(', '),
    inputs: findings.flatMap((each) => [each.field!, each.measured!.value, each.reference!.value]),
  };
}
