import type { Queryable, Transaction } from '../db/database.ts';
import { chainStart, lineHash, verifyChain, type JournalEntry, type JournalLine } from '../pure/journal-chain.ts';

const readHead = {
  name: 'journal-head',
  text: 'select sequence, hash from journal_head where chain = $1 for update',
};
const insertLine = {
  name: 'journal-insert',
  text: `insert into journal (chain, sequence, type, at, actor, data, previous, hash)
         select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[], $8::text[])`,
};
const insertLines = {
  name: 'journal-insert-chains',
  text: `insert into journal (chain, sequence, type, at, actor, data, previous, hash)
         select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[], $8::text[])`,
};
const writeHeads = {
  name: 'journal-write-heads',
  text: `insert into journal_head (chain, sequence, hash) select * from unnest($1::text[], $2::int[], $3::text[])`,
};
const writeHead = {
  name: 'journal-write-head',
  text: `insert into journal_head (chain, sequence, hash) values ($1, $2, $3)
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
  if (entries.length === 0) return;
  const [head] = await tx.rows<{ sequence: number; hash: string }>(readHead, [chain]);
  const lines = linesOf(chain, entries, head?.sequence ?? 0, head?.hash ?? chainStart);
  const last = lines.at(-1);
  if (last === undefined) return;
  await tx.run(insertLine, [chain, ...columnsOf(lines)]);
  await tx.run(writeHead, [chain, last.sequence, last.hash]);
}

/** Begins many chains at once in the act’s own transaction, as {@link appendToJournal} would one by one. */
export async function beginChains(
  tx: Transaction,
  chains: readonly { readonly chain: string; readonly entries: readonly JournalEntry[] }[],
): Promise<void> {
  const lines = chains.flatMap(({ chain, entries }) => linesOf(chain, entries, 0, chainStart));
  const heads = new Map(lines.map((line) => [line.chain, line]));
  await tx.run(insertLines, [lines.map(({ chain }) => chain), ...columnsOf(lines)]);
  await tx.run(writeHeads, [
    [...heads.keys()],
    [...heads.values()].map(({ sequence }) => sequence),
    [...heads.values()].map(({ hash }) => hash),
  ]);
}

function linesOf(chain: string, entries: readonly JournalEntry[], after: number, hash: string): JournalLine[] {
  let previous = hash;
  return entries.map((entry, index) => {
    const sequence = after + index + 1;
    const line = { ...entry, chain, sequence, previous, hash: lineHash(chain, sequence, previous, entry) };
    previous = line.hash;
    return line;
  });
}

function columnsOf(lines: readonly JournalLine[]): unknown[][] {
  return [
    lines.map((line) => line.sequence),
    lines.map((line) => line.type),
    lines.map((line) => line.at),
    lines.map((line) => JSON.stringify(line.actor)),
    lines.map((line) => JSON.stringify(line.data)),
    lines.map((line) => line.previous),
    lines.map((line) => line.hash),
  ];
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
