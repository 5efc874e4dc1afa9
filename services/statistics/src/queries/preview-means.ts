import type { Queryable } from '@portail/platform/db/database.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { opensOn } from '../domain/calendar.ts';
import { departmentName } from '../domain/departments.ts';
import { INDICATORS, indicator, valueOf, type Tab, type Unit } from '../domain/indicators.ts';
import { odditiesOf } from '../domain/oddities.ts';
import { digestOf, FRANCE, mayShow, type Publication, type Zone } from '../domain/publication.ts';
import { meansStore } from '../store/means-store.ts';

/** A version of the means of an exercise. */
export interface PublishedVersion {
  version: number;
  publishedOn: string;
  publishedByName: string;
  forcedReason: string | null;
  correction: string | null;
  /** Name of the list it was read from. */
  importedFrom: string | null;
}

/** An indicator for France: now, in the last publication of this exercise, and of the exercise before; hundredths. */
export interface PreviewLine {
  code: string;
  tab: Tab;
  label: string;
  unit: Unit;
  now: number | null;
  published: number | null;
  yearBefore: number | null;
}

/** A département, with the three figures that tell whether it is right; null where fewer than five EAJE hide it. */
export interface PreviewDepartment {
  code: string;
  name: string;
  count: number;
  /** EAJE in the last publication of this exercise; null when there is none. */
  publishedCount: number | null;
  hidden: boolean;
  /** Its sums are not those that were published. */
  changed: boolean;
  actualOccupancyRate: number | null;
  billingRate: number | null;
  costPerInvoicedHour: number | null;
}

/** What the Cnaf looks at before it publishes. */
export interface MeansPreview {
  exercise: number;
  opensOn: string;
  /** Publishing today asks for a reason. */
  early: boolean;
  count: number;
  expected: number;
  /** Of these figures; comes back with the publication. */
  digest: string;
  /** What is published is what is computed now. */
  upToDate: boolean;
  versions: PublishedVersion[];
  /** Equipments that count now and did not, that counted and no longer do, whose declaration is another. */
  changes: { added: number; withdrawn: number; replaced: number } | null;
  oddities: string[];
  lines: PreviewLine[];
  departments: PreviewDepartment[];
}

const expectedOf = {
  name: 'means-expected',
  text: `select count(*)::int as expected from equipment e
         where (e.opened_on is null or e.opened_on <= make_date($1, 12, 31))
           and (e.closed_on is null or e.closed_on >= make_date($1, 1, 1))`,
};
const changesSince = {
  name: 'means-changes',
  text: `select count(*) filter (where m.equipment_id is null)::int as added,
           count(*) filter (where f.equipment_id is null)::int as withdrawn,
           count(*) filter (where (m.declaration_id, m.version) is distinct from (f.declaration_id, f.version)
             and m.equipment_id is not null and f.equipment_id is not null)::int as replaced
         from (select * from publication_member where publication_id = $1) as m
         full join (select * from current_fact where exercise = $2) as f on f.equipment_id = m.equipment_id`,
};

/**
 * The means of an exercise as they would be published now.
 * @param imported sums that take the place of those of the réelles
 */
export async function previewMeans(
  db: Queryable,
  exercise: number,
  at: Date,
  imported?: readonly Zone[],
): Promise<MeansPreview> {
  const [zones, versions, [before], [row]] = await Promise.all([
    imported ?? meansStore.compute(db, exercise),
    meansStore.versions(db, exercise),
    meansStore.versions(db, exercise - 1),
    db.rows<{ expected: number }>(expectedOf, [exercise]),
  ]);
  const [latest] = versions;
  const [published, yearBefore, changes] = await Promise.all([
    latest ? meansStore.published(db, latest.id) : [],
    before ? meansStore.published(db, before.id) : [],
    latest && latest.importedFrom === null && !imported ? changesOf(db, latest.id, exercise) : null,
  ]);
  const expected = row?.expected ?? 0;
  const digest = digestOf(zones);
  const france = (of: readonly Zone[]) => of.find(({ zone }) => zone === FRANCE) ?? null;
  const [now, then, past] = [france(zones), france(published), france(yearBefore)];
  return {
    exercise,
    opensOn: opensOn(exercise),
    early: parisDay(at) < opensOn(exercise),
    count: now?.count ?? 0,
    expected,
    digest,
    upToDate: latest?.digest === digest,
    versions: versions.map(versionOf),
    changes,
    oddities: odditiesOf(zones, { exercise, expected, yearBefore }),
    lines: INDICATORS.map((one) => ({
      ...{ code: one.code, tab: one.tab, label: one.label, unit: one.unit },
      now: now && valueOf(one, now),
      published: then && valueOf(one, then),
      yearBefore: past && valueOf(one, past),
    })),
    departments: departmentsOf(zones, published),
  };
}

async function changesOf(db: Queryable, publicationId: string, exercise: number): Promise<MeansPreview['changes']> {
  const [changes] = await db.rows<NonNullable<MeansPreview['changes']>>(changesSince, [publicationId, exercise]);
  return changes ?? null;
}

function versionOf(publication: Publication): PublishedVersion {
  const { version, publishedOn, publishedByName, forcedReason, correction, importedFrom } = publication;
  return { version, publishedOn, publishedByName, forcedReason, correction, importedFrom };
}

function departmentsOf(zones: readonly Zone[], published: readonly Zone[]): PreviewDepartment[] {
  const then = new Map(published.map((zone) => [zone.zone, zone]));
  return zones
    .filter(({ zone }) => zone !== FRANCE)
    .sort((one, other) => one.zone.localeCompare(other.zone))
    .map((zone) => {
      const shown = mayShow(zone);
      const value = (code: string) => (shown ? valueOf(indicator(code), zone) : null);
      const before = then.get(zone.zone);
      return {
        code: zone.zone,
        name: departmentName(zone.zone),
        count: zone.count,
        publishedCount: published.length === 0 ? null : (before?.count ?? 0),
        hidden: !shown,
        changed: published.length > 0 && (before === undefined || digestOf([before]) !== digestOf([zone])),
        actualOccupancyRate: value('actualOccupancyRate'),
        billingRate: value('billingRate'),
        costPerInvoicedHour: value('costPerInvoicedHour'),
      };
    });
}
