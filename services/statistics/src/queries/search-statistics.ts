import type { Queryable } from '@portail/platform/db/database.ts';
import { holdsWords, searchWords } from '@portail/platform/db/search-words.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { Act } from '../domain/access.ts';
import { availabilityOf, availabilityWords, type Availability } from '../domain/availability.ts';
import { settingStore } from '../store/setting-store.ts';
import { ownEquipments } from './scope.ts';

/** Cumulative criteria (fiche 12); an absent one does not filter. */
export interface StatisticsSearch {
  readonly name?: string;
  readonly commune?: string;
  /** The newest exercise that has a table when it is absent. */
  readonly exercise?: number;
  /** From 1. */
  readonly page?: number;
}

/** An equipment and whether its table of the exercise exists. */
export interface FoundEquipment {
  equipmentId: string;
  name: string;
  postalCode: string;
  commune: string;
  availability: Availability;
  /** Why there is no table yet; empty when there is. */
  words: string;
}

/** A page of what was found. */
export interface FoundStatistics {
  items: FoundEquipment[];
  total: number;
  /** The exercise of the rows; null while none has a validated réelle. */
  exercise: number | null;
  /** Exercises that can be asked for, newest first. */
  exercises: number[];
}

/** Rows of a page of a search. */
export const searchSize = 25;

const exercisesOf = {
  name: 'statistics-exercises',
  text: `select f.exercise, exists (select from publication x where x.exercise = f.exercise) as published
         from (select distinct f.exercise from fact f
           where f.equipment_id in (select e.id from ${ownEquipments})) as f
         order by f.exercise desc`,
};
const search = {
  name: 'statistics-search',
  text: `with found as (
           select e.id as "equipmentId", e.name, e.postal_code as "postalCode", e.commune
           from ${ownEquipments} and ${holdsWords('search_key(e.name)', '$4')}
             and ${holdsWords('search_key(e.commune)', '$5')})
         select counted.total, page.*,
           exists (select from fact f where f.equipment_id = page."equipmentId" and f.exercise = $3) as validated
         from (select count(*)::int as total from found) as counted
         left join (select * from found order by search_key(name), "equipmentId" limit ${searchSize} offset $6) as page
           on true
         order by search_key(page.name), page."equipmentId"`,
};

type Row = { readonly total: number } & (
  (Omit<FoundEquipment, 'availability' | 'words'> & { readonly validated: boolean }) | { readonly equipmentId: null }
);

/** The equipments of a partner user that meet every criterion, by name. */
export async function searchStatistics(
  db: Queryable,
  { actor, at }: Act,
  { name = '', commune = '', exercise, page = 1 }: StatisticsSearch,
): Promise<FoundStatistics> {
  const today = parisDay(at);
  const [{ showOwnStatsEarly: ownEarly }, known] = await Promise.all([
    settingStore.read(db),
    db.rows<{ exercise: number; published: boolean }>(exercisesOf, [actor.id, today]),
  ]);
  const shown = exercise ?? (known.find(({ published }) => published) ?? known[0])?.exercise ?? null;
  const published = known.find((one) => one.exercise === shown)?.published ?? false;
  const rows = await db.rows<Row>(search, [
    ...[actor.id, today, shown, searchWords(name), searchWords(commune)],
    (page - 1) * searchSize,
  ]);
  const items = rows.flatMap((row): FoundEquipment[] => {
    if (row.equipmentId === null) return [];
    const { equipmentId, name: equipment, postalCode, commune: where, validated } = row;
    const availability = availabilityOf({ validated, published, ownEarly });
    const words = shown === null ? '' : availabilityWords(availability, shown, today);
    return [{ equipmentId, name: equipment, postalCode, commune: where, availability, words }];
  });
  const exercises = known.map((one) => one.exercise);
  return { items, total: rows[0]?.total ?? 0, exercise: shown, exercises };
}
