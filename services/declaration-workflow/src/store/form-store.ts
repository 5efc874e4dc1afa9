import type { Database, Queryable, Transaction } from '@portail/platform/db/database.ts';
import { once } from '@portail/platform/db/idempotency.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import type { FormLineRow } from '../domain/form-definition.ts';
import {
  withWords,
  type FormContent,
  type FormVersion,
  type KnownForms,
  type LineWords,
} from '../domain/form-words.ts';
import type { Worker } from '../domain/message-template.ts';
import type { Forms } from '../usecases/ports.ts';
import { holdFormProposal, insertFormProposal, updateFormProposal } from './form-proposal-store.ts';
import { readWorker } from './people-store.ts';

/** What is prepared from an exercise on. */
export interface FormDraft {
  /** 0 as long as nobody ever prepared anything. */
  readonly revision: number;
  /** Null when nothing is under way. */
  readonly content: FormContent | null;
  readonly savedByName: string;
  /** Instant in ISO 8601. */
  readonly savedAt: string;
}

/** Id of the version in force in an exercise: the latest one from the nearest exercise before. One step in an index. */
export const formInForce = (exercise: string) => `
  (select f.id from form_version f where f.from_exercise <= ${exercise}
   order by f.from_exercise desc, f.revision desc limit 1)`;

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// The lines as the product has them, with the words it came with.
const readStructure = {
  name: 'form-structure',
  text: `select section, field, code, label, help, unit, kind, "group", side, requirement,
           typed_when_modulated as "typedWhenModulated", formula, initial, from_exercise as "fromExercise",
           to_exercise as "toExercise", position
         from form_line order by position`,
};
/** The version of the form in force for an exercise. */
export const readFormInForce = { name: 'form-in-force', text: `select ${formInForce('$1')} as id` };
const readOfDeclaration = {
  name: 'form-of-declaration',
  text: `select coalesce((select form_version_id from declaration_version where declaration_id = $1 and number = $2),
           ${formInForce('$3')}) as id`,
};
const readLines = { name: 'form-version-lines', text: 'select lines from form_version where id = $1' };
const readDraftRow = {
  name: 'form-draft',
  text: `select revision, content, saved_by_name as "savedByName", ${instant('saved_at')} as "savedAt"
         from form_draft where from_exercise = $1`,
};
// Publications wait for each other: each is decided on what is in force. The lock also covers a draft without row.
const lock = { name: 'form-lock', text: `select pg_advisory_xact_lock(hashtextextended('national-forms', 0))` };
const write = {
  name: 'form-draft-write',
  text: `insert into form_draft (from_exercise, revision, content, saved_by, saved_by_name, saved_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (from_exercise) do update set revision = excluded.revision, content = excluded.content,
           saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name, saved_at = excluded.saved_at`,
};
const insert = {
  name: 'form-version-insert',
  text: `insert into form_version (id, from_exercise, revision, lines, changes, reason, published_by, published_by_name, published_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
const readRevision = {
  name: 'form-revision',
  text: 'select coalesce(max(revision), 0) as revision from form_version where from_exercise = $1',
};
// Both sides start from the index on status, exercise and type.
const readOver = {
  name: 'form-exercise-over',
  text: `select exists (select 1 from declaration
                        where status in ('SUBMITTED', 'VALIDATED') and exercise = $1 and type = 'ACTUAL')
           and not exists (select 1 from declaration d join equipment q on q.id = d.equipment_id
                           where d.status in ('TO_ENTER', 'IN_PROGRESS') and d.exercise = $1
                             and not exists (select 1 from closed_exercise c
                                             where c.caf_code = q.caf_code and c.exercise = d.exercise)) as over`,
};

/** Lines by version. A version never changes and its id is its own everywhere, so that it is read once per process. */
const known = new Map<string, readonly FormLineRow[]>();

/** The lines of a version, with its words. */
export async function readFormVersion(db: Queryable, id: string): Promise<readonly FormLineRow[]> {
  const cached = known.get(id);
  if (cached !== undefined) return cached;
  const [row] = await db.rows<{ lines: LineWords[] }>(readLines, [id]);
  if (row === undefined) throw new Error(`unknown version ${id} of the national forms`);
  const lines = withWords(await db.rows<FormLineRow>(readStructure), row.lines);
  known.set(id, lines);
  return lines;
}

/** The lines of both sections, with the words in force in an exercise. */
export async function readFormLines(db: Queryable, exercise: number): Promise<readonly FormLineRow[]> {
  const [row] = await db.rows<{ id: string | null }>(readFormInForce, [exercise]);
  return row?.id ? readFormVersion(db, row.id) : [];
}

/** The lines of a declaration: with the words it was transmitted with, else those in force in its exercise. */
export async function readLinesOf(
  db: Queryable,
  { id, version, exercise }: { readonly id: string; readonly version: number; readonly exercise: number },
): Promise<readonly FormLineRow[]> {
  const [row] = await db.rows<{ id: string | null }>(readOfDeclaration, [id, version, exercise]);
  return row?.id ? readFormVersion(db, row.id) : [];
}

/** The draft of an exercise, with revision 0 when there never was one. */
export async function readFormDraft(db: Queryable, exercise: number): Promise<FormDraft> {
  const [draft] = await db.rows<FormDraft>(readDraftRow, [exercise]);
  return draft ?? { revision: 0, content: null, savedByName: '', savedAt: '' };
}

/** What publishing from an exercise on is decided on. */
export async function readKnownForms(db: Queryable, exercise: number): Promise<KnownForms> {
  const inForce = await readFormLines(db, exercise);
  const [last] = await db.rows<{ revision: number }>(readRevision, [exercise]);
  const [state] = await db.rows<{ over: boolean }>(readOver, [exercise]);
  return { inForce, revision: last?.revision ?? 0, over: state?.over ?? false };
}

/** National forms in PostgreSQL, with their journal. */
export function formStore(database: Database): Forms {
  return {
    transact: (work) =>
      database.transaction((tx) =>
        work({
          worker: (subject) => readWorker(tx, subject),
          hold: async (exercise) => {
            await tx.run(lock);
            return readFormDraft(tx, exercise);
          },
          known: (exercise) => readKnownForms(tx, exercise),
          keepDraft: async (exercise, { revision, content }, by, at) => {
            const said = content === null ? null : JSON.stringify(content);
            await tx.run(write, [exercise, revision, said, by.id, by.name, at]);
          },
          publish: (version) => publish(tx, version),
          proposal: (id) => holdFormProposal(tx, id),
          insertProposal: (proposal) => insertFormProposal(tx, proposal),
          updateProposal: (proposal) => updateFormProposal(tx, proposal),
          note: (exercise, type, by, at, data) => note(tx, exercise, type, by, at, data),
          once: (request, act) => once(tx, request, act),
        }),
      ),
  };
}

async function publish(tx: Transaction, version: FormVersion): Promise<void> {
  await tx.run(insert, [
    version.id,
    version.fromExercise,
    version.revision,
    JSON.stringify(version.lines),
    JSON.stringify(version.changes),
    version.reason,
    version.publishedBy,
    version.publishedByName,
    version.publishedAt,
  ]);
}

async function note(tx: Transaction, exercise: number, type: string, by: Worker, at: Date, data: Json): Promise<void> {
  const actor = { userId: by.id, name: by.name };
  await appendToJournal(tx, `national-form/${exercise}`, [{ type, at: at.toISOString(), actor, data }]);
}
