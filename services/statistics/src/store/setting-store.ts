import type { Queryable, Transaction } from '@portail/platform/db/database.ts';

/** The options of the statistics. */
export interface Setting {
  readonly revision: number;
  /** Own figures before the means are published (decision 9.16). */
  readonly showOwnStatsEarly: boolean;
}

const columns = `revision, show_own_stats_early as "showOwnStatsEarly"`;
const read = { name: 'setting-read', text: `select ${columns} from setting` };
const change = {
  name: 'setting-change',
  text: `update setting set show_own_stats_early = $2, revision = revision + 1 where revision = $1 returning ${columns}`,
};

/** Reads and changes the options. */
export const settingStore = {
  async read(db: Queryable): Promise<Setting> {
    const [row] = await db.rows<Setting>(read);
    if (!row) throw new Error('the setting row is missing');
    return row;
  },

  /** @returns null when someone else changed it meanwhile */
  async change(tx: Transaction, expectedRevision: number, showOwnStatsEarly: boolean): Promise<Setting | null> {
    const [row] = await tx.rows<Setting>(change, [expectedRevision, showOwnStatsEarly]);
    return row ?? null;
  },
};
