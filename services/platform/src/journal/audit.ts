import type { Queryable } from '../db/database.ts';
import { batchesOf, batchSize, parisMinute, type Sheet } from '../exports/sheet.ts';
import { chainBreak } from '../pure/journal-chain.ts';
import { notFound, RefusalError } from '../pure/refusal.ts';
import { actorId } from './audit-migration.ts';
import { type AuditChange, type AuditWords, verificationWords } from './audit-words.ts';
import { readChain } from './journal.ts';

/** A line of the journal as its service puts it in words. */
export interface AuditedLine {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** What else the words need; see {@link AuditSource.context}. */
  readonly context: unknown;
}

/** What a service says of its own journal. SQL sees the line as `j`, the populations a person manages as $1, their Caf codes as $2. */
export interface AuditSource {
  /** SQL lateral query: kind, "objectId", label and detail of what the chain of `j` is about; no row when it is not theirs. */
  readonly subjects: string;
  /** SQL query: chains (text) whose object holds every pattern of $3. */
  readonly chains: string;
  /** SQL query: ids (text) of persons whose name holds every pattern of $3. */
  readonly persons: string;
  /** SQL: name of the person who acted, on a line `j`; null when unknown. */
  readonly actorName: string;
  /** SQL: JSON the words of a line need beside its data; null when none. */
  readonly context: string;
  /** SQL: true when the values of a line are not to be shown yet. */
  readonly closed: string;
  /** Patterns of `like` from what a person typed. */
  readonly patterns: (typed: string) => readonly string[];
  /** Acts shown, by type of line. */
  readonly acts: Readonly<Record<string, string>>;
  /** Words of lines, with what they need read once. */
  readonly words: (db: Queryable) => Promise<(line: AuditedLine) => AuditWords>;
}

/** Whose journal: the populations a person manages and their Caf codes. */
export type AuditScope = readonly [populations: readonly string[], cafCodes: readonly string[]];

/** What is looked for; an absent criterion does not filter. */
export interface AuditCriteria {
  /** One object. */
  readonly chain?: string | undefined;
  /** Words of the object. */
  readonly object?: string | undefined;
  /** Words of the name of who acted. */
  readonly person?: string | undefined;
  /** Type of line. */
  readonly act?: string | undefined;
  /** Days in Paris, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A line as people read it. */
export interface AuditLine {
  chain: string;
  sequence: number;
  at: string;
  by: string | null;
  kind: string;
  objectId: string;
  object: string;
  detail: string;
  act: string;
  changes: AuditChange[];
  note: string | null;
  /** The values exist and are closed until the declaration is transmitted. */
  closed: boolean;
}

/** A page of the journal, newest first. */
export interface AuditPage {
  items: AuditLine[];
  /** Counted up to {@link countLimit}. */
  total: number;
  /** There are more than `total`. */
  more: boolean;
}

/** Result of the verification of one chain. */
export interface AuditVerification {
  object: string;
  lines: number;
  intact: boolean;
  lastHash: string;
  sentence: string;
}

interface Row {
  readonly chain: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: string | null;
  readonly kind: string;
  readonly objectId: string;
  readonly label: string;
  readonly detail: string;
  readonly context: unknown;
  readonly closed: boolean;
}

const pageSize = 50;
/** Lines counted, and pages given, at most: further back, one narrows. */
const countLimit = 1_000;

/** SQL of a condition per criterion given, so that each combination has the plan of its own indexes. */
function conditionsOf(source: AuditSource, scope: AuditScope, criteria: AuditCriteria) {
  const values: unknown[] = [...scope];
  const put = (value: unknown) => `$${values.push(value)}`;
  const shown = Object.keys(source.acts);
  const types = criteria.act === undefined ? shown : shown.filter((type) => type === criteria.act);
  const where = [`j.type = any (${put(types)}::text[])`];
  const names = ['audit'];
  const add = (name: string, condition: string) => {
    names.push(name);
    where.push(condition);
  };
  if (criteria.chain) add('chain', `j.chain = ${put(criteria.chain)}`);
  if (criteria.object?.trim()) {
    const patterns = put(source.patterns(criteria.object));
    add('object', `j.chain = any (array(${source.chains.replaceAll('$3', patterns)}))`);
  }
  if (criteria.person?.trim()) {
    const patterns = put(source.patterns(criteria.person));
    add('person', `${actorId('j')} = any (array(${source.persons.replaceAll('$3', patterns)}))`);
  }
  if (criteria.from) add('from', `j.at >= ${put(midnight(criteria.from))}`);
  if (criteria.to) add('to', `j.at < ${put(midnight(nextDay(criteria.to)))}`);
  return {
    values,
    put,
    names,
    sql: `from journal j join lateral (${source.subjects}) s on true where ${where.join(' and ')}`,
  };
}

const order = 'j.at desc, j.chain desc, j.sequence desc';

/** SQL: what is costly to say of a line is said of those of the page only. */
const lines = (source: AuditSource, found: string) => `
  select j.chain, j.sequence, j.type, j.at, j.data, j.kind, j."objectId", j.label, j.detail,
    ${source.actorName} as by, ${source.context} as context, ${source.closed} as closed
  from (select j.chain, j.sequence, j.type, j.at, j.actor, j.data, s.* ${found}) j
  order by ${order}`;

/** Who did what, newest first. */
export async function readAudit(
  db: Queryable,
  source: AuditSource,
  scope: AuditScope,
  criteria: AuditCriteria & { readonly page?: number | undefined },
): Promise<AuditPage> {
  const counted = conditionsOf(source, scope, criteria);
  const listed = conditionsOf(source, scope, criteria);
  const offset = listed.put(((criteria.page ?? 1) - 1) * pageSize);
  const [[count], rows, words] = await Promise.all([
    db.rows<{ total: number }>(
      {
        name: `${counted.names.join('-')}-count`,
        text: `select count(*)::int as total from (select 1 ${counted.sql} limit ${countLimit + 1}) as counted`,
      },
      counted.values,
    ),
    db.rows<Row>(
      {
        name: `${listed.names.join('-')}-page`,
        text: lines(source, `${listed.sql} order by ${order} limit ${pageSize} offset ${offset}`),
      },
      listed.values,
    ),
    source.words(db),
  ]);
  const total = count?.total ?? 0;
  return {
    items: rows.map((row) => lineOf(row, words)),
    total: Math.min(total, countLimit),
    more: total > countLimit,
  };
}

/** The same lines as a table, all of them, a line per value. */
export async function auditSheet(
  db: Queryable,
  source: AuditSource,
  scope: AuditScope,
  criteria: AuditCriteria,
): Promise<Sheet<AuditLine>> {
  const words = await source.words(db);
  return {
    title: 'Journal',
    batches: batchesOf(async (after: AuditLine | null) => {
      const asked = conditionsOf(source, scope, criteria);
      const beyond =
        after === null
          ? ''
          : `and (j.at, j.chain, j.sequence) < (${asked.put(after.at)}, ${asked.put(after.chain)}, ${asked.put(after.sequence)}::int)`;
      const name = `${asked.names.join('-')}-export${after === null ? '' : '-next'}`;
      const text = lines(source, `${asked.sql} ${beyond} order by ${order} limit ${batchSize}`);
      return (await db.rows<Row>({ name, text }, asked.values)).map((row) => lineOf(row, words));
    }),
    columns: [
      { heading: 'Date', kind: 'instant', width: 18, value: (line) => line.at },
      { heading: 'Par', kind: 'text', width: 26, value: (line) => line.by },
      { heading: 'Objet', kind: 'text', width: 36, value: (line) => line.object },
      { heading: 'Précision', kind: 'text', width: 34, value: (line) => line.detail },
      { heading: 'Acte', kind: 'text', width: 40, value: (line) => line.act },
      { heading: 'Avant', kind: 'text', width: 44, value: (line) => listed(line, 'before') },
      { heading: 'Après', kind: 'text', width: 44, value: (line) => listed(line, 'after') },
      { heading: 'Motif ou message', kind: 'text', width: 44, value: (line) => line.note },
      { heading: 'Ligne', kind: 'number', width: 8, value: (line) => line.sequence },
      { heading: 'Chaîne', kind: 'text', width: 40, value: (line) => line.chain },
    ],
  };
}

function listed({ closed, changes }: AuditLine, side: 'before' | 'after'): string {
  if (closed) return 'Valeurs visibles après transmission';
  return changes
    .filter((change) => change[side] !== null)
    .map((change) => `${change.label}\u202f: ${change[side]}`)
    .join('\n');
}

function lineOf(row: Row, words: (line: AuditedLine) => AuditWords): AuditLine {
  const { chain, sequence, at, by, kind, objectId, label, detail, closed } = row;
  const { act, changes, note } = words(row);
  return {
    ...{ chain, sequence, at, by, kind, objectId, object: label, detail, act, closed },
    changes: closed ? [] : [...changes],
    note: closed ? null : note,
  };
}

/**
 * Verifies one chain, line by line and up to its head.
 * @throws RefusalError NOT_FOUND when its object is not theirs to know
 */
export async function verifyAudited(
  db: Queryable,
  source: AuditSource,
  scope: AuditScope,
  chain: string,
): Promise<AuditVerification> {
  // The object is asked for, not its lines: all of them may be gone.
  const [subject] = await db.rows<{ label: string }>(
    {
      name: 'audit-subject',
      text: `select s.label from (select $3::text as chain, '{}'::json as data, '' as type) j join lateral (${source.subjects}) s on true`,
    },
    [...scope, chain],
  );
  if (!subject) throw new RefusalError(notFound());
  const { lines: read, head } = await readChain(db, chain);
  const fault = chainBreak(read, head);
  const lastHash = read.at(-1)?.hash ?? '';
  return {
    object: subject.label,
    lines: read.length,
    intact: fault === undefined,
    lastHash,
    sentence: verificationWords(read.length, lastHash, fault),
  };
}

/** The instant at which a day begins in Paris, as the journal writes instants. */
function midnight(day: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const found = [1, 2]
    .map((hours) => new Date(utc - hours * 3_600_000))
    .find((instant) => parisMinute(instant.toISOString()) === `${day} 00:00`);
  return (found ?? new Date(utc)).toISOString();
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
