import type { Queryable } from '@portail/platform/db/database.ts';
import { INDICATORS, valueOf } from '../domain/indicators.ts';
import { meansStore } from '../store/means-store.ts';

/** A validated réelle as it was typed, and where its equipment is. */
export interface TypedActual {
  readonly department: string;
  readonly exercise: number;
  /** Cents; null when it could not be estimated. */
  readonly entitlement: number | null;
  readonly activity: object;
  readonly financial: object;
}

/** The means of a zone: indicators by code, hundredths of their unit, null when there is nothing to divide by. */
export interface ZoneMeans {
  readonly exercise: number;
  readonly zone: string;
  readonly count: number;
  readonly means: Readonly<Record<string, number | null>>;
}

const integer = (of: 'a' | 'f', field: string) => `coalesce((${of}->>'${field}')::numeric, 0)`;
const accounts = (...fields: string[]) => fields.map((field) => integer('f', field)).join(' + ');
const over = (of: string, per: string, times: number) => `round((${of}) / nullif(${per}, 0) * ${times})`;

/** Without a line of the service: straight from the typed sections, in decimals, in the words of domain.md section 6. */
const independent = {
  name: 'independent-means',
  text: `
    with typed as (
      select r.department, r.exercise, r.entitlement::numeric,
        ${integer('a', 'places')} as places, ${integer('a', 'openingDays')} as days,
        ${integer('a', 'dailyOpeningHours')} as span,
        coalesce((a->>'theoreticalCapacityHours')::numeric,
          round(${integer('a', 'places')} * ${integer('a', 'openingDays')} * ${integer('a', 'dailyOpeningHours')} / 100)) as capacity,
        ${integer('a', 'attendedHours')} as attended, ${integer('a', 'invoicedHours')} as invoiced,
        ${integer('a', 'enrolledChildren')} as children,
        coalesce((a->>'suppliesNappies')::boolean, false) as nappies, coalesce((a->>'suppliesMeals')::boolean, false) as meals,
        (select coalesce(sum(value::numeric), 0) from jsonb_each_text(f) where key like 'c%') as tc,
        (select coalesce(sum(value::numeric), 0) from jsonb_each_text(f) where key like 'p%') as tp,
        ${accounts('c64Staff', 'c63aPayrollTaxes')} as staff, ${accounts('c60Purchases')} as purchases,
        ${accounts('p70641FamilyContributions')} as families,
        ${accounts('p70623Psu', 'p70624PsuSupportFund', 'p7452CafGrants')} as caf,
        ${accounts('p742Region', 'p743Department', 'p744Municipality', 'p746Epci')} as local
      from jsonb_to_recordset($1::jsonb) as r (department text, exercise int, entitlement bigint, activity jsonb, financial jsonb),
        lateral (select r.activity as a, r.financial as f) as sections)
    select exercise, coalesce(department, 'FR') as zone, count(*)::int as count, json_build_object(
      'places', round(avg(places)), 'openingDays', round(avg(days) * 100), 'dailyOpeningHours', round(avg(span)),
      'theoreticalCapacityHours', round(avg(capacity)), 'attendedHours', round(avg(attended)),
      'invoicedHours', round(avg(invoiced)), 'totalExpenses', round(avg(tc)),
      'attendedPerPlace', ${over('sum(attended)', 'sum(places)', 100)},
      'invoicedPerPlace', ${over('sum(invoiced)', 'sum(places)', 100)},
      'actualOccupancyRate', ${over('sum(attended)', 'sum(capacity)', 10_000)},
      'invoicedOccupancyRate', ${over('sum(invoiced)', 'sum(capacity)', 10_000)},
      'billingRate', ${over('sum(invoiced)', 'sum(attended)', 10_000)},
      'childrenPerPlace', ${over('sum(children)', 'sum(places)', 10_000)},
      'nappies', ${over('(count(*) filter (where nappies))::numeric', 'count(*)', 10_000)},
      'meals', ${over('(count(*) filter (where meals))::numeric', 'count(*)', 10_000)},
      'costPerInvoicedHour', ${over('sum(tc)', 'sum(invoiced)', 100)},
      'costPerAttendedHour', ${over('sum(tc)', 'sum(attended)', 100)},
      'costPerPlace', ${over('sum(tc)', 'sum(places)', 100)},
      'staffShare', ${over('sum(staff)', 'sum(tc)', 10_000)},
      'purchasesPerHour', ${over('sum(purchases)', 'sum(attended)', 100)},
      'contributionPerHour', ${over('sum(families)', 'sum(invoiced)', 100)},
      'contributionPerPlace', ${over('sum(families)', 'sum(places)', 100)},
      'psuPerHour', ${over('sum(entitlement)', 'sum(invoiced) filter (where entitlement is not null)', 100)},
      'psuPerPlace', ${over('sum(entitlement)', 'sum(places) filter (where entitlement is not null)', 100)},
      'shareFamilies', ${over('sum(families)', 'sum(tc)', 10_000)},
      'shareCaf', ${over('sum(caf)', 'sum(tc)', 10_000)},
      'shareLocal', ${over('sum(local)', 'sum(tc)', 10_000)},
      'shareOthers', ${over('sum(tp) - sum(families) - sum(caf) - sum(local)', 'sum(tc)', 10_000)},
      'resultRate', ${over('sum(tp) - sum(tc)', 'sum(tc)', 10_000)}) as means
    from typed group by exercise, grouping sets ((department), ()) order by exercise, zone`,
};

/** The means of each exercise and zone, computed by one SQL over what was typed. */
export async function independentMeans(db: Queryable, typed: readonly TypedActual[]): Promise<ZoneMeans[]> {
  return db.rows<ZoneMeans>(independent, [JSON.stringify(typed)]);
}

/** The same as the service computes and shows them. */
export async function computedMeans(db: Queryable, exercise: number): Promise<ZoneMeans[]> {
  const zones = await meansStore.compute(db, exercise);
  return zones.map((zone) => ({
    ...{ exercise, zone: zone.zone, count: zone.count },
    means: Object.fromEntries(INDICATORS.map((one) => [one.code, valueOf(one, zone)])),
  }));
}
