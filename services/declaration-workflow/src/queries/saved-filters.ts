import type { Database } from '@portail/platform/db/database.ts';

/** A filter of the queue that an agent keeps under a name. */
export interface SavedFilter {
  name: string;
  /** The query of the page’s address. */
  query: string;
}

const read = {
  name: 'saved-filters',
  text: `select f.name, f.query from person p join saved_filter f on f.person_id = p.id
         where p.subject = $1 and p.status = 'ACTIVE' and p.population <> 'PARTNER' order by f.name`,
};

/** The filters the signed-in agent keeps, by name. */
export async function readSavedFilters(database: Database, subject: string): Promise<{ items: SavedFilter[] }> {
  return { items: await database.rows<SavedFilter>(read, [subject]) };
}
