import type { Queryable, Transaction } from '../db/database.ts';
import {
  breakText,
  type ChainHead,
  ChainReader,
  chainStart,
  entryTexts,
  lineHash,
  type JournalEntry,
  type JournalLine,
} from '../pure/journal-chain.ts';

// In the order of the chains, so that two acts on several of them never wait for each other in a circle.
const readHeads = {
  name: 'journal-heads',
  text: 'select chain, sequence, hash from journal_head where chain = any ($1) order by chain for update',
};
const insertLines = {
  name: 'journal-insert',
  text: `insert into journal (chain, sequence, type, at, actor, data, previous, hash)
         select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::json[], $6::json[], $7::text[], $8::text[])`,
};
const writeHeads = {
  name: 'journal-write-heads',
  text: `insert into journal_head (chain, sequence, hash) select * from unnest($1::text[], $2::int[], $3::text[])
         on conflict (chain) do update set sequence = excluded.sequence, hash = excluded.hash`,
};
const readLines = {
  name: 'journal-lines',
  text: `select chain, sequence, type, at, actor, data, previous, hash from journal where chain = $1 order by sequence`,
};
const linesAtOnce = 2_000;
const lineAndHead = `j.chain, j.sequence, j.type, j.at, j.actor, j.data, j.previous, j.hash,
  h.sequence as "headSequence", h.hash as "headHash"`;
const readOn = {
  name: 'journal-on',
  text: `select ${lineAndHead} from journal j left join journal_head h on h.chain = j.chain
         where (j.chain, j.sequence) > ($1, $2) order by j.chain, j.sequence limit ${linesAtOnce}`,
};
const readOne = {
  name: 'journal-one',
  text: `select ${lineAndHead} from (select $1::text as chain) c left join journal_head h on h.chain = c.chain
         left join journal j on j.chain = c.chain order by j.sequence`,
};
const emptied = {
  name: 'journal-emptied',
  text: `select h.chain, h.sequence from journal_head h
         where not exists (select 1 from journal j where j.chain = h.chain) order by h.chain`,
};

/**
 * Appends entries to a chain in the act’s own transaction. Writers of one chain are serialised by its head row.
 * @param chain usually the aggregate’s id
 */
export async function appendToJournal(tx: Transaction, chain: string, entries: readonly JournalEntry[]): Promise<void> {
  await appendToJournals(tx, new Map([[chain, entries]]));
}

/** The same for an act on many aggregates at once, in as many statements as for one. */
export async function appendToJournals(
  tx: Transaction,
  entriesOf: ReadonlyMap<string, readonly JournalEntry[]>,
): Promise<void> {
  const written = [...entriesOf].filter(([, entries]) => entries.length > 0);
  if (written.length === 0) return;
  const chains = written.map(([chain]) => chain);
  const known = await tx.rows<{ chain: string; sequence: number; hash: string }>(readHeads, [chains]);
  const heads = new Map(known.map((head) => [head.chain, head]));
  const lines = written.flatMap(([chain, entries]) =>
    entries.map((entry) => {
      const { sequence: last, hash: previous } = heads.get(chain) ?? { sequence: 0, hash: chainStart };
      const sequence = last + 1;
      const texts = entryTexts(entry);
      const hash = lineHash(chain, sequence, previous, entry, texts);
      heads.set(chain, { chain, sequence, hash });
      return { chain, sequence, type: entry.type, at: entry.at, ...texts, previous, hash };
    }),
  );
  await tx.run(insertLines, [
    lines.map((line) => line.chain),
    lines.map((line) => line.sequence),
    lines.map((line) => line.type),
    lines.map((line) => line.at),
    lines.map((line) => line.actor),
    lines.map((line) => line.data),
    lines.map((line) => line.previous),
    lines.map((line) => line.hash),
  ]);
  const last = [...heads.values()];
  await tx.run(writeHeads, [
    last.map((head) => head.chain),
    last.map((head) => head.sequence),
    last.map((head) => head.hash),
  ]);
}

/** The lines of a chain, oldest first. */
export async function readJournal(db: Queryable, chain: string): Promise<JournalLine[]> {
  return db.rows<JournalLine>(readLines, [chain]);
}

/** Verifies every chain, in one pass over the journal; returns the broken ones with where and why. Empty when it holds. */
export async function verifyJournal(db: Queryable): Promise<{ chain: string; fault: string }[]> {
  const faults: { chain: string; fault: string }[] = [];
  let after = { chain: '', sequence: 0 };
  let reading: { readonly chain: string; readonly head: ChainHead; readonly reader: ChainReader } | undefined;
  const finish = () => {
    const fault = reading?.reader.end(reading.head);
    if (reading && fault) faults.push({ chain: reading.chain, fault: breakText(fault) });
  };
  for (;;) {
    const lines = await db.rows<JournalLine & { headSequence: number | null; headHash: string | null }>(readOn, [
      ...[after.chain, after.sequence],
    ]);
    for (const { headSequence, headHash, ...line } of lines) {
      if (reading?.chain !== line.chain) {
        finish();
        const head = { sequence: headSequence ?? 0, hash: headHash ?? chainStart };
        reading = { chain: line.chain, head, reader: new ChainReader() };
      }
      reading.reader.take(line);
      after = line;
    }
    if (lines.length < linesAtOnce) break;
  }
  finish();
  for (const { chain, sequence } of await db.rows<{ chain: string; sequence: number }>(emptied)) {
    faults.push({ chain, fault: `head says ${sequence} lines, 0 found` });
  }
  return faults;
}

/** One chain with its head, read at one moment. */
export async function readChain(
  db: Queryable,
  chain: string,
): Promise<{ readonly lines: JournalLine[]; readonly head: ChainHead }> {
  const rows = await db.rows<JournalLine & { headSequence: number | null; headHash: string | null }>(readOne, [chain]);
  const [first] = rows;
  const head = { sequence: first?.headSequence ?? 0, hash: first?.headHash ?? chainStart };
  const lines = rows.filter((row) => (row.sequence as number | null) !== null);
  return { head, lines };
}
