import type { Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { Act } from '../domain/access.ts';
import type { Terms } from '../domain/terms.ts';

const inForce = {
  name: 'terms-in-force',
  text: 'select version from terms where in_force_from <= $1 order by in_force_from desc limit 1',
};
// Two publications at once: the second waits, and sees the first.
const lock = { name: 'terms-lock', text: 'lock table terms in share row exclusive mode' };
const all = {
  name: 'terms-all',
  text: `select version, to_char(in_force_from, 'YYYY-MM-DD') as "inForceFrom", content from terms order by in_force_from`,
};
const insert = {
  name: 'terms-insert',
  text: 'insert into terms (version, in_force_from, content, published_at, published_by) values ($1, $2, $3, $4, $5)',
};
const remove = { name: 'terms-remove', text: 'delete from terms where version = $1' };

/** Versions of the conditions générales, with their journal. */
export const termsStore = {
  async currentVersion(tx: Transaction, day: string): Promise<string | undefined> {
    return (await tx.rows<{ version: string }>(inForce, [day]))[0]?.version;
  },
  async all(tx: Transaction): Promise<readonly Terms[]> {
    await tx.run(lock);
    return tx.rows<Terms>(all);
  },
  async publish(tx: Transaction, { version, inForceFrom, content }: Terms, act: Act): Promise<void> {
    await tx.run(insert, [version, inForceFrom, content, act.at, act.actor.id]);
    await journal(tx, 'TermsPublished', { version, inForceFrom, content }, act);
  },
  async withdraw(tx: Transaction, { version, inForceFrom, content }: Terms, act: Act): Promise<void> {
    await tx.run(remove, [version]);
    await journal(tx, 'TermsWithdrawn', { version, inForceFrom, content }, act);
  },
};

async function journal(
  tx: Transaction,
  type: string,
  data: { readonly version: string; readonly inForceFrom: string; readonly content: string },
  { actor, at }: Act,
): Promise<void> {
  await appendToJournal(tx, 'terms', [
    { type, at: at.toISOString(), actor: { id: actor.id, kind: actor.kind }, data: { ...data } },
  ]);
}
