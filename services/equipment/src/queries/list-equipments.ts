import type { Database } from '@portail/platform/db/database.ts';
import type { Act } from '../domain/access.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { searchPatterns } from '../domain/search-text.ts';
import { equipmentEntity } from '../store/entities.ts';

/** Rows of a page. */
export const pageSize = 50;

/** What is looked for; an absent criterion does not filter. */
export interface EquipmentSearch {
  /** Words, each to be found in name, commune, postal code, gestionnaire, IDEQU or AFC file number. */
  readonly search?: string;
  readonly state?: EquipmentState;
  /** From 1. */
  readonly page?: number;
}

/** Open until its last day of activity, that day included. */
export type EquipmentState = 'OPEN' | 'CLOSED';

/** A page of the list of equipments. */
export interface EquipmentList {
  readonly items: readonly (EquipmentFacts & {
    readonly name: string;
    readonly commune: string;
    readonly postalCode: string;
    readonly partnerName: string;
    readonly idequ: string;
    readonly state: EquipmentState;
    readonly closedOn: string | null;
  })[];
  readonly total: number;
  /** The exercise of the rates. */
  readonly exercise: number;
}

interface EquipmentFacts {
  readonly id: string;
  /** In force today, hundredths of a place; null without an authorisation. */
  readonly capacity: number | null;
  /** Of the exercise, hundredths of a percent; null when it is not entered. */
  readonly rate: number | null;
}

const factsOfThePage = {
  name: 'equipment-list-facts',
  text: `select listed.id,
           (select a.capacity from operating_authorization a
            where a.equipment_id = listed.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to >= $2)
            order by a.valid_from desc limit 1) as capacity,
           (select r.rate from general_scheme_rate r where r.equipment_id = listed.id and r.exercise = $3) as rate
         from unnest($1::uuid[]) as listed (id)`,
};

/**
 * Equipments the person may see, by name. EXPLAIN on 12 806 equipments of 101 Caf: an agent’s search reads the 127 rows of
 * their Caf through `equipment_idequ` (caf_code first) and tests the words on them, 0,2 ms; a national one goes through the
 * trigrams of `equipment_search`, 0,1 ms. The facts of a page are 50 look-ups in two primary keys, 0,7 ms.
 */
export async function listEquipments(
  database: Pick<Database, 'dataSource' | 'rows'>,
  { actor, at }: Act,
  { search = '', state, page = 1 }: EquipmentSearch,
): Promise<EquipmentList> {
  const today = parisDay(at);
  const exercise = Number(today.slice(0, 4));
  const query = database.dataSource
    .getRepository(equipmentEntity)
    .createQueryBuilder('e')
    .innerJoinAndSelect('e.partner', 'p')
    .orderBy('e.name')
    .addOrderBy('e.id')
    // The gestionnaire is one per row: no need of the subquery of skip and take.
    .offset((page - 1) * pageSize)
    .limit(pageSize);
  switch (actor.kind) {
    case 'PARTNER':
      query.where('p.id = :partner', { partner: actor.partnerId });
      query.andWhere('e.id = any(:equipments)', { equipments: actor.equipmentIds });
      break;
    case 'CAF':
      query.where('e.cafCode = any(:cafCodes)', { cafCodes: actor.cafCodes });
      break;
    case 'CNAF':
      break;
    case 'NOBODY':
      return { items: [], total: 0, exercise };
  }
  // One condition a word: the trigram index answers `like`, not `like all`.
  for (const [index, pattern] of searchPatterns(search).entries()) {
    query.andWhere(`e.searchText like :word${index}`, { [`word${index}`]: pattern });
  }
  if (state === 'OPEN') query.andWhere('(e.closedOn is null or e.closedOn >= :today)', { today });
  if (state === 'CLOSED') query.andWhere('e.closedOn < :today', { today });
  const [rows, total] = await query.getManyAndCount();
  const facts = await database.rows<EquipmentFacts>(factsOfThePage, [rows.map(({ id }) => id), today, exercise]);
  const factsOf = new Map(facts.map((each) => [each.id, each]));
  const items = rows.map(({ id, name, commune, postalCode, idequ, closedOn, partner }) => {
    const { capacity = null, rate = null } = factsOf.get(id) ?? {};
    const isClosed = closedOn !== null && closedOn < today;
    return {
      ...{ id, name, commune, postalCode, partnerName: partner.name, idequ, capacity, rate, closedOn },
      state: isClosed ? ('CLOSED' as const) : ('OPEN' as const),
    };
  });
  return { items, total, exercise };
}
