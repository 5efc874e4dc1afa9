import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Queryable } from '../db/database.ts';
import { canonicalJson } from '../pure/canonical-json.ts';
import type { SigningKey } from '../pure/signing-key.ts';
import { sha256 } from '../pure/sha256.ts';

/** Head of a chain: its name, how many lines, hash of the last one. */
export type AnchoredHead = readonly [chain: string, sequence: number, hash: string];

/** What a line of the file says, before its signature. */
export interface RootStatement {
  readonly service: string;
  /** Which replica wrote it. */
  readonly instance: string;
  /** Grows by one, whoever writes. */
  readonly number: number;
  readonly at: string;
  /** Chains and lines that the root covers. */
  readonly chains: number;
  readonly lines: number;
  /** Heads that moved since the root before. */
  readonly heads: readonly AnchoredHead[];
  /** SHA-256 over every head, in the order of the names. */
  readonly root: string;
  /** The root before; empty for the first one. */
  readonly previous: string;
  /** Id of the key. */
  readonly key: string;
}

/** A signed line. */
export type SignedRoot = RootStatement & { readonly signature: string };

/** Where and how roots are written. */
export interface RootWriting {
  readonly database: Pick<Database, 'transaction'>;
  /** Outside the database: a volume of its own, kept apart from its backups. */
  readonly directory: string;
  readonly service: string;
  readonly instance: string;
  readonly key: SigningKey;
}

/** Time between two roots. */
export const rootEvery = 10 * 60_000;
/** Heads in a line at most: a first root over many chains is several lines. */
const headsAtOnce = 20_000;

const hold = { name: 'root-hold', text: `select pg_try_advisory_xact_lock(hashtext('journal_root')) as held` };
const last = {
  name: 'root-last',
  text: 'select number, at, root, partial from journal_root order by number desc limit 1',
};
const moved = {
  name: 'root-moved',
  text: `with moved as (
           select h.chain, h.sequence, h.hash from journal_head h left join journal_anchor a on a.chain = h.chain
           where a.chain is null or h.sequence > a.sequence order by h.chain limit $1),
         kept as (
           insert into journal_anchor (chain, sequence, hash) select chain, sequence, hash from moved
           on conflict (chain) do update set sequence = excluded.sequence, hash = excluded.hash)
         select chain, sequence, hash from moved order by chain`,
};
// The same bytes as rootOf.
const root = {
  name: 'root-of-anchors',
  text: `select count(*)::int as chains, coalesce(sum(sequence), 0)::bigint as lines,
           encode(sha256(convert_to(coalesce(string_agg(chain || ' ' || sequence || ' ' || hash, E'\\n' order by chain collate "C"), ''),
             'UTF8')), 'hex') as root
         from journal_anchor`,
};
const keep = {
  name: 'root-keep',
  text: 'insert into journal_root (number, at, root, partial) values ($1, $2, $3, $4)',
};
const wentBack = {
  name: 'root-went-back',
  text: `select a.chain from journal_anchor a left join journal_head h on h.chain = a.chain
         where h.chain is null or h.sequence < a.sequence or (h.sequence = a.sequence and h.hash <> a.hash)
         order by a.chain limit 100`,
};

/**
 * Writes the next signed root when it is due. The line is on disk before the transaction ends: a crash in between leaves a
 * line that the next one of the same number replaces.
 * @returns what was written; null when it is not due, or another replica is at it
 */
export async function writeRoot(writing: RootWriting, now: Date): Promise<SignedRoot | null> {
  const { database, directory, service, instance, key } = writing;
  return database.transaction(async (tx) => {
    const [holding] = await tx.rows<{ held: boolean }>(hold);
    if (!holding?.held) return null;
    const [before] = await tx.rows<{ number: number; at: Date; root: string; partial: boolean }>(last);
    if (before && !before.partial && now.getTime() - before.at.getTime() < rootEvery) return null;
    const heads = await tx.rows<{ chain: string; sequence: number; hash: string }>(moved, [headsAtOnce]);
    const [over] = await tx.rows<{ chains: number; lines: number; root: string }>(root);
    if (!over) throw new Error('PostgreSQL gave no root');
    const statement: RootStatement = {
      ...{ service, instance, number: (before?.number ?? 0) + 1, at: now.toISOString() },
      ...over,
      heads: heads.map(({ chain, sequence, hash }) => [chain, sequence, hash] as const),
      previous: before?.root ?? '',
      key: key.id,
    };
    const signed = { ...statement, signature: key.sign(signedText(statement)) };
    await append(directory, fileOf(service, instance), JSON.stringify(signed));
    await tx.run(keep, [signed.number, now, signed.root, heads.length === headsAtOnce]);
    return signed;
  });
}

/** Chains that are shorter than, or other than, the last root has them: nothing of ours does that. */
export async function chainsGoneBack(db: Queryable): Promise<readonly string[]> {
  return (await db.rows<{ chain: string }>(wentBack)).map(({ chain }) => chain);
}

/** The root over heads, as {@link writeRoot} has PostgreSQL compute it. */
export function rootOf(heads: Iterable<AnchoredHead>): string {
  const lines = [...heads].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return sha256(lines.map((head) => head.join(' ')).join('\n'));
}

/** What a signature is about. */
export function signedText({ heads, ...said }: RootStatement): string {
  return canonicalJson({ ...said, heads });
}

function fileOf(service: string, instance: string): string {
  return `${service}.${instance.replace(/[^A-Za-z0-9-]/g, '-')}.jsonl`;
}

/** One line at the end of a file, on the disk when it returns. */
async function append(directory: string, name: string, line: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const file = await open(join(directory, name), 'a', 0o640);
  try {
    await file.appendFile(`${line}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}
