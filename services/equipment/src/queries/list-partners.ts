import type { Database } from '@portail/platform/db/database.ts';
import type { CafActor } from '../domain/access.ts';
import type { PartnerStatus } from '../domain/equipment.ts';
import { searchPatterns } from '../domain/search-text.ts';
import { partnerEntity } from '../store/entities.ts';

/** Proposals at most: whoever sees more types another word. */
const proposals = 20;

/** Gestionnaires whose name holds what was typed. */
export interface PartnerList {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: PartnerStatus;
    /** Of the Caf of the person who asks. */
    readonly equipments: number;
  }[];
  readonly total: number;
}

const countEquipments = {
  name: 'partner-list-equipments',
  text: `select partner_id as id, count(*)::int as equipments from equipment
         where partner_id = any ($1) and caf_code = any ($2) group by partner_id`,
};

/**
 * Gestionnaires by name, for the agent who registers an equipment. A gestionnaire is not bound to one Caf and may have no
 * equipment yet: every agent finds all of them, and only how many equipments of their own Caf each runs. Words go through the
 * trigrams of `partner_search` (EXPLAIN on 4 000 gestionnaires: bitmap scan, 0,2 ms).
 */
export async function listPartners(
  database: Pick<Database, 'dataSource' | 'rows'>,
  actor: CafActor,
  search: string,
): Promise<PartnerList> {
  const query = database.dataSource
    .getRepository(partnerEntity)
    .createQueryBuilder('p')
    .orderBy('p.name')
    .addOrderBy('p.id')
    .limit(proposals);
  for (const [index, pattern] of searchPatterns(search).entries()) {
    query.andWhere(`p.searchText like :word${index}`, { [`word${index}`]: pattern });
  }
  const [rows, total] = await query.getManyAndCount();
  const counted = await database.rows<{ id: string; equipments: number }>(countEquipments, [
    rows.map(({ id }) => id),
    actor.cafCodes,
  ]);
  const equipmentsOf = new Map(counted.map(({ id, equipments }) => [id, equipments]));
  const items = rows.map(({ id, name, status }) => ({ id, name, status, equipments: equipmentsOf.get(id) ?? 0 }));
  return { items, total };
}
