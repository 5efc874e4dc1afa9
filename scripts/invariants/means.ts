import { isDeepStrictEqual } from 'node:util';
import {
  computedMeans,
  independentMeans,
  type TypedActual,
} from '../../services/statistics/src/testing/independent-means.ts';
import type { Finding } from './finding.ts';
import { databaseOf, type System } from './system.ts';

interface Validated {
  readonly id: string;
  readonly version: number;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly activity: object;
  readonly financial: object;
}

const exercises = {
  name: 'means-exercises',
  text: `select distinct exercise from declaration where type = 'ACTUAL' and status = 'VALIDATED' order by exercise`,
};
const validated = {
  name: 'means-validated',
  text: `select id, version, equipment_id as "equipmentId", exercise,
           state->'activity'->'values' as activity, coalesce(state->'financial'->'values', '{}') as financial
         from declaration where type = 'ACTUAL' and status = 'VALIDATED' and exercise = $1`,
};
const departments = { name: 'means-departments', text: 'select id, department_code as department from equipment' };
const entitlements = {
  name: 'means-entitlements',
  text: 'select declaration_id as id, version, entitlement from evaluation where declaration_id = any ($1)',
};

/**
 * I5 for the statistics: the means of each exercise and département are, to the last digit, those of the validated réelles as
 * they were typed, computed without a line of the service.
 */
export async function verifyMeans(system: System): Promise<Finding> {
  const workflow = databaseOf(system, 'declaration-workflow');
  const statistics = databaseOf(system, 'statistics');
  const where = new Map(
    (await databaseOf(system, 'equipment').rows<{ id: string; department: string }>(departments)).map(
      ({ id, department }) => [id, department],
    ),
  );
  const faults: string[] = [];
  let compared = 0;
  for (const { exercise } of await workflow.rows<{ exercise: number }>(exercises)) {
    const actuals = await workflow.rows<Validated>(validated, [exercise]);
    const estimated = await databaseOf(system, 'controls').rows<{ id: string; version: number; entitlement: number }>(
      entitlements,
      [actuals.map(({ id }) => id)],
    );
    const entitlementOf = new Map(estimated.map(({ id, version, entitlement }) => [`${id}/${version}`, entitlement]));
    const typed = actuals.map(({ id, version, equipmentId, activity, financial }): TypedActual => ({
      ...{ exercise, activity, financial, department: where.get(equipmentId) ?? '' },
      entitlement: entitlementOf.get(`${id}/${version}`) ?? null,
    }));
    const expected = new Map((await independentMeans(statistics, typed)).map((zone) => [zone.zone, zone]));
    const found = new Map((await computedMeans(statistics, exercise)).map((zone) => [zone.zone, zone]));
    for (const zone of new Set([...expected.keys(), ...found.keys()])) {
      compared += 1;
      if (isDeepStrictEqual(found.get(zone), expected.get(zone))) continue;
      faults.push(`the means ${exercise} of ${zone} are not those of the validated réelles`);
    }
  }
  return { looked: `${compared} means`, faults };
}
