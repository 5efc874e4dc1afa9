import type { Queryable } from '@portail/platform/db/database.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { availabilityOf, availabilityWords, isShown, type Availability } from '../domain/availability.ts';
import { departmentName } from '../domain/departments.ts';
import type { Sums } from '../domain/figures.ts';
import { INDICATORS, valueOf, type Tab, type Unit } from '../domain/indicators.ts';
import { sizeOf } from '../domain/peer-groups.ts';
import { FEWEST, FRANCE, mayShow, type Zone } from '../domain/publication.ts';
import { namedSums } from '../store/columns.ts';
import { settingStore } from '../store/setting-store.ts';
import { readPeers, type ReadPeers } from './read-peers.ts';
import { ownEquipments } from './scope.ts';

/** One exercise: where its means come from. */
export interface TableYear {
  exercise: number;
  availability: Availability;
  /** Null while the means are not published. */
  publication: { version: number; publishedOn: string; correction: string | null } | null;
  department: { code: string; name: string };
  /** EAJE in the mean; null when it is not shown. */
  departmentCount: number | null;
  nationalCount: number | null;
  /** Fewer than five EAJE in the département. */
  departmentHidden: boolean;
}

/** An indicator with its values, one for each year of the table, in the same order; hundredths of the unit. */
export interface TableLine {
  code: string;
  tab: Tab;
  label: string;
  unit: Unit;
  formula: string;
  meaning: string;
  own: (number | null)[];
  department: (number | null)[];
  national: (number | null)[];
}

/** The statistics of one equipment. */
export interface StatisticsTable {
  equipment: { id: string; name: string; commune: string; postalCode: string };
  /** The exercise asked for, or the newest that has a table; null while no réelle is validated. */
  exercise: number | null;
  availability: Availability;
  /** What to read in the place of what is not there. */
  words: string;
  /** Exercises that have something to show, oldest first. */
  years: TableYear[];
  lines: TableLine[];
  fewest: number;
  /** Where it stands among its like in that exercise; null where there is no table. */
  peers: ReadPeers | null;
}

const equipmentOf = {
  name: 'statistics-equipment',
  text: `select e.id, e.name, e.commune, e.postal_code as "postalCode" from ${ownEquipments} and e.id = $3`,
};
const ownFigures = {
  name: 'statistics-own',
  text: `select exercise, department_code as "departmentCode", 1 as count, ${namedSums()}
         from current_fact where equipment_id = $1 order by exercise`,
};
// The département of a published exercise, its kind and status are those with which the equipment counted, whatever it is now.
const publishedMeans = {
  name: 'statistics-means',
  text: `select p.exercise, p.version, p.published_on as "publishedOn", p.correction, p.id as "publicationId",
           d.code as "departmentCode", d.care_type as "careType", d.status, d.places as "countedPlaces", m.zone, m.count, ${namedSums('m.')}
         from (select distinct on (exercise) * from publication where exercise in (select exercise from fact where equipment_id = $1)
           order by exercise, version desc) as p
         cross join lateral (select coalesce(b.department_code, e.department_code) as code, b.places,
             coalesce(b.care_type, e.care_type) as care_type, coalesce(b.status, e.status) as status
           from equipment e left join publication_member b on b.publication_id = p.id and b.equipment_id = e.id
           where e.id = $1) as d
         join publication_mean m on m.publication_id = p.id and m.zone in ('${FRANCE}', d.code)`,
};

interface OwnRow extends Sums {
  readonly exercise: number;
  readonly departmentCode: string;
}
interface MeanRow extends Zone {
  readonly exercise: number;
  readonly version: number;
  readonly publishedOn: string;
  readonly correction: string | null;
  readonly departmentCode: string;
  readonly publicationId: string;
  readonly careType: string;
  readonly status: string;
  /** With which it counted; null when it was published without it. */
  readonly countedPlaces: number | null;
}

/**
 * The table of an equipment, all its exercises at once so that a chart may follow them.
 * @throws RefusalError NOT_FOUND when it is not theirs
 */
export async function readTable(
  db: Queryable,
  { actor, at }: Act,
  equipmentId: string,
  asked: number | undefined,
): Promise<StatisticsTable> {
  const today = parisDay(at);
  const [[equipment], own, means, { showOwnStatsEarly: ownEarly }] = await Promise.all([
    db.rows<StatisticsTable['equipment']>(equipmentOf, [actor.id, today, equipmentId]),
    db.rows<OwnRow>(ownFigures, [equipmentId]),
    db.rows<MeanRow>(publishedMeans, [equipmentId]),
    settingStore.read(db),
  ]);
  if (!equipment) throw new RefusalError(notFound());
  const all = own.map((row) => yearOf(row, means, ownEarly));
  const shown = all.filter(({ year }) => isShown(year.availability));
  const exercise = asked ?? (shown.at(-1) ?? all.at(-1))?.year.exercise ?? null;
  const availability = all.find(({ year }) => year.exercise === exercise)?.year.availability ?? 'NO_ACTUAL';
  return {
    equipment,
    exercise,
    availability,
    words: exercise === null ? '' : availabilityWords(availability, exercise, today),
    years: shown.map(({ year }) => year),
    lines: INDICATORS.map((one) => {
      const { code, tab, label, unit, formula, meaning } = one;
      const value = (sums: Sums | null) => (sums === null ? null : valueOf(one, sums));
      return {
        ...{ code, tab, label, unit, formula, meaning },
        own: shown.map((each) => value(each.own)),
        department: shown.map((each) => value(each.department)),
        national: shown.map((each) => value(each.national)),
      };
    }),
    fewest: FEWEST,
    peers: await peersOf(db, exercise, own, means),
  };
}

async function peersOf(
  db: Queryable,
  exercise: number | null,
  own: readonly OwnRow[],
  means: readonly MeanRow[],
): Promise<ReadPeers | null> {
  const figures = own.find((row) => row.exercise === exercise);
  const counted = means.find((row) => row.exercise === exercise);
  if (!figures || !counted) return null;
  const { departmentCode, careType, status, countedPlaces, publicationId } = counted;
  const traits = { departmentCode, careType, status, size: sizeOf(countedPlaces ?? figures.places) };
  return readPeers(db, publicationId, traits, figures);
}

function yearOf(own: OwnRow, means: readonly MeanRow[], ownEarly: boolean) {
  const { exercise } = own;
  const ofYear = means.filter((row) => row.exercise === exercise);
  const [first] = ofYear;
  const code = first?.departmentCode ?? own.departmentCode;
  const national = ofYear.find(({ zone }) => zone === FRANCE) ?? null;
  const local = ofYear.find(({ zone }) => zone === code) ?? null;
  const department = local !== null && mayShow(local) ? local : null;
  const year: TableYear = {
    exercise,
    availability: availabilityOf({ validated: true, published: first !== undefined, ownEarly }),
    publication: first
      ? { version: first.version, publishedOn: first.publishedOn, correction: first.correction }
      : null,
    department: { code, name: departmentName(code) },
    departmentCount: department?.count ?? null,
    nationalCount: national?.count ?? null,
    departmentHidden: first !== undefined && department === null,
  };
  return { year, own: own as Sums, department, national };
}
