import type { Queryable, Transaction } from '../db/database.ts';
import { chainStart, lineHash, verifyChain, type JournalEntry, type JournalLine } from '../pure/journal-chain.ts';

// In the order of the chains, so that two acts on several of them never wait for each other in a circle.
const readHeads = {
  name: 'journal-heads',
  text: 'select chain, sequence, hash from journal_head where chain = any ($1) order by chain for update',
};
const insertLines = {
  name: 'journal-insert',
  text: `insert into journal (chain, sequence, type, at, actor, data, previous, hash)
         select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[], $8::text[])`,
};
const beginHeads = {
  name: 'journal-begin-heads',
  text: `insert into journal_head (chain, sequence, hash) select * from unnest($1::text[], $2::int[], $3::text[])`,
};
const writeHeads = {
  name: 'journal-write-heads',
  text: `${beginHeads.text}
         on conflict (chain) do update set sequence = excluded.sequence, hash = excluded.hash`,
};
const readLines = {
  name: 'journal-lines',
  text: `select chain, sequence, type, at, actor, data, previous, hash from journal where chain = $1 order by sequence`,
};
const readAnchor = { name: 'journal-anchor', text: 'select sequence, hash from journal_head where chain = $1' };
const readChains = { name: 'journal-chains', text: 'select chain from journal_head order by chain' };

/**
 * Appends entries to a chain in the act’s own transaction. Writers of one chain are serialised by its head row.
 * @param chain usually the aggregate’s id
 */
export async function appendToJournal(tx: Transaction, chain: string, entries: readonly JournalEntry[]): Promise<void> {
  await appendToJournals(tx, [{ chain, entries }]);
}

/** What an act adds to one chain. */
export interface ChainEntries {
  readonly chain: string;
  readonly entries: readonly JournalEntry[];
}

/** The same for an act on many aggregates, in as many statements as for one. @param chains each one once */
export async function appendToJournals(tx: Transaction, chains: readonly ChainEntries[]): Promise<void> {
  const written = chains.filter(({ entries }) => entries.length > 0);
  if (written.length === 0) return;
  const known = await tx.rows<Head>(readHeads, [written.map(({ chain }) => chain)]);
  const heads = new Map(known.map((head) => [head.chain, head]));
  const lines = written.flatMap(({ chain, entries }) => linesOf(chain, entries, heads.get(chain)));
  await tx.run(insertLines, columnsOf(lines));
  await tx.run(writeHeads, headsOf(lines));
}

/** Begins many chains at once in the act’s own transaction, as {@link appendToJournal} would one by one. */
export async function beginChains(tx: Transaction, chains: readonly ChainEntries[]): Promise<void> {
  const lines = chains.flatMap(({ chain, entries }) => linesOf(chain, entries, undefined));
  await tx.run(insertLines, columnsOf(lines));
  await tx.run(beginHeads, headsOf(lines));
}

interface Head {
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
}

function linesOf(chain: string, entries: readonly JournalEntry[], head: Head | undefined): JournalLine[] {
  let previous = head?.hash ?? chainStart;
  const after = head?.sequence ?? 0;
  return entries.map((entry, index) => {
    const sequence = after + index + 1;
    const line = { ...entry, chain, sequence, previous, hash: lineHash(chain, sequence, previous, entry) };
    previous = line.hash;
    return line;
  });
}

function columnsOf(lines: readonly JournalLine[]): unknown[][] {
  return [
    lines.map((line) => line.chain),
    lines.map((line) => line.sequence),
    lines.map((line) => line.type),
    lines.map((line) => line.at),
    lines.map((line) => JSON.stringify(line.actor)),
    lines.map((line) => JSON.stringify(line.data)),
    lines.map((line) => line.previous),
    lines.map((line) => line.hash),
  ];
}

/** The last line of each chain. */
function headsOf(lines: readonly JournalLine[]): unknown[][] {
  const heads = [...new Map(lines.map((line) => [line.chain, line])).values()];
  return [heads.map(({ chain }) => chain), heads.map(({ sequence }) => sequence), heads.map(({ hash }) => hash)];
}

/** The lines of a chain, oldest first. */
export async function readJournal(db: Queryable, chain: string): Promise<JournalLine[]> {
  return db.rows<JournalLine>(readLines, [chain]);
}

/** Verifies every chain; returns the broken ones with where and why. Empty when the journal holds. */
export async function verifyJournal(db: Queryable): Promise<{ chain: string; fault: string }[]> {
  const faults: { chain: string; fault: string }[] = [];
  for (const { chain } of await db.rows<{ chain: string }>(readChains)) {
    const [head] = await db.rows<{ sequence: number; hash: string }>(readAnchor, [chain]);
    const fault = verifyChain(await readJournal(db, chain), head ?? { sequence: 0, hash: chainStart });
    if (fault) faults.push({ chain, fault });
  }
  return faults;
}
