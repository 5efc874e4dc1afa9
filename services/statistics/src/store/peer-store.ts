import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import { FRANCE } from '../domain/publication.ts';
import { sizeOf, type GroupKey, type Peer, type PeerGroup, type Traits } from '../domain/peer-groups.ts';
import type { Sums } from '../domain/figures.ts';
import { namedSums, sumsOf } from './columns.ts';

interface PeerRow extends Sums {
  readonly departmentCode: string;
  readonly careType: string;
  readonly status: string;
  readonly partnerId: string;
}
interface GroupRow extends Omit<PeerGroup, 'careType' | 'status' | 'size'> {
  readonly careType: string;
  readonly status: string;
  readonly size: string;
}

const peer = `f.department_code as "departmentCode", f.care_type as "careType", f.status, f.partner_id as "partnerId",
  1 as count, ${namedSums('f.')}`;
// By declaration and version: what was reopened or replaced since the members were written is not found.
const members = {
  name: 'peers-of-publication',
  text: `select ${peer}
         from (select * from current_fact where exercise = $2) as f
         join publication_member m on m.publication_id = $1 and m.equipment_id = f.equipment_id
           and m.declaration_id = f.declaration_id and m.version = f.version`,
};
const current = {
  name: 'peers-now',
  text: `select ${peer} from current_fact f where exercise = $1`,
};
const keep = {
  name: 'publication-groups-keep',
  text: `insert into publication_group (publication_id, zone, care_type, status, size, count, quartiles, means)
         select $1, zone, coalesce("careType", ''), coalesce(status, ''), coalesce(size, ''), count, quartiles, means
         from jsonb_to_recordset($2::jsonb)
           as g (zone text, "careType" text, status text, size text, count int, quartiles jsonb, means jsonb)`,
};
const around = {
  name: 'publication-groups-around',
  text: `select zone, care_type as "careType", status, size, count, quartiles, means
         from publication_group
         where publication_id = $1 and zone in ('${FRANCE}', $2)
           and (care_type, status, size) in (('', '', ''), ($3, '', ''), ($3, $4, ''), ($3, $4, $5))`,
};

/** Who is compared with whom: as the facts are now, or as a publication froze it. */
export const peerStore = {
  /** The EAJE that count now. */
  current: async (db: Queryable, exercise: number): Promise<Peer[]> =>
    (await db.rows<PeerRow>(current, [exercise])).map(peerOf),

  /** The EAJE that a publication counts, as long as their declarations are those it counted. */
  ofPublication: async (db: Queryable, publicationId: string, exercise: number): Promise<Peer[]> =>
    (await db.rows<PeerRow>(members, [publicationId, exercise])).map(peerOf),

  async keepGroups(tx: Transaction, publicationId: string, groups: readonly PeerGroup[]): Promise<void> {
    await tx.run(keep, [publicationId, JSON.stringify(groups)]);
  },

  /** The groups of an EAJE, the widest first: those of France, and the one of its département when there is one. */
  async groupsAround(db: Queryable, publicationId: string, own: Traits): Promise<PeerGroup[]> {
    const { departmentCode, careType, status, size } = own;
    const rows = await db.rows<GroupRow>(around, [publicationId, departmentCode, careType, status, size]);
    const depth = ({ careType: kind, status: whose, size: places }: GroupKey) =>
      [kind, whose, places].filter((part) => part !== null).length;
    return rows.map(groupOf).sort((one, other) => depth(one) - depth(other));
  },
};

function peerOf(row: PeerRow): Peer {
  const { departmentCode, careType, status, partnerId } = row;
  return { departmentCode, careType, status, partnerId, size: sizeOf(row.places), sums: sumsOf(row) };
}

function groupOf({ careType, status, size, ...shown }: GroupRow): PeerGroup {
  const given = <Value extends string>(value: string) => (value === '' ? null : (value as Value));
  return { ...shown, careType: given(careType), status: given(status), size: given(size) };
}
