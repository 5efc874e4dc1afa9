import type { Database } from '@portail/platform/db/database.ts';
import { notFound, type FieldRefusal, RefusalError } from '@portail/platform/pure/refusal.ts';
import { formFaults, linesFrom, wordChanges, wordsOf, type LineWords, type WordChange } from '../domain/form-words.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { readFormDraft, readKnownForms } from '../store/form-store.ts';
import { readWorker } from '../store/people-store.ts';

/** A published version of the forms. */
export interface FormVersionView {
  fromExercise: number;
  revision: number;
  /** Last exercise it holds in; null as long as nothing follows. */
  toExercise: number | null;
  reason: string;
  /** Empty for what the product opened with. */
  publishedByName: string;
  publishedAt: string;
}

/** A line as it stands, with what stays the product’s own. */
export interface FormLineView {
  section: SectionKey;
  field: string;
  code: string;
  group: string;
  label: string;
  help: string;
  order: number;
  /** First exercise that shows it. */
  fromExercise: number;
}

/** The forms from an exercise on: what is in force there, the versions from that very exercise, and the draft. */
export interface FormFile {
  exercise: number;
  inForce: FormVersionView;
  lines: FormLineView[];
  versions: (FormVersionView & { changes: WordChange[] })[];
  /** Revision of the draft, whether one is under way or not. */
  draftRevision: number;
  draft: {
    savedByName: string;
    savedAt: string;
    content: { lines: LineWords[]; reason: string };
    changes: WordChange[];
    faults: FieldRefusal[];
  } | null;
}

const columns = `f.from_exercise as "fromExercise", f.revision, f.reason, f.published_by_name as "publishedByName",
  to_char(f.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt",
  (select min(n.from_exercise) - 1 from form_version n where n.from_exercise > f.from_exercise) as "toExercise"`;
const list = {
  name: 'forms-list',
  text: `select distinct on (f.from_exercise) ${columns} from form_version f
         order by f.from_exercise desc, f.revision desc`,
};
const drafts = {
  name: 'form-drafts',
  text: 'select from_exercise as exercise from form_draft where content is not null order by from_exercise',
};
const inForce = {
  name: 'form-in-force-view',
  text: `select ${columns} from form_version f where f.from_exercise <= $1
         order by f.from_exercise desc, f.revision desc limit 1`,
};
const ofExercise = {
  name: 'form-versions',
  text: `select ${columns}, f.changes from form_version f where f.from_exercise = $1 order by f.revision desc`,
};

/**
 * The versions in force, latest exercise first, and the exercises with a draft.
 * @throws RefusalError NOT_FOUND for who works neither for a Caf nor for the Cnaf
 */
export async function listForms(
  database: Database,
  subject: string,
): Promise<{ versions: FormVersionView[]; drafts: number[] }> {
  const seesDrafts = await seesFormDrafts(database, subject);
  const [versions, underWay] = await Promise.all([
    database.rows<FormVersionView>(list),
    seesDrafts ? database.rows<{ exercise: number }>(drafts) : [],
  ]);
  return { versions, drafts: underWay.map(({ exercise }) => exercise) };
}

/**
 * The forms from an exercise on; drafts are between Cnaf administrators.
 * @throws RefusalError NOT_FOUND for who works neither for a Caf nor for the Cnaf, or an exercise before the first form
 */
export async function readForm(database: Database, exercise: number, subject: string): Promise<FormFile> {
  const seesDrafts = await seesFormDrafts(database, subject);
  const [[current], versions, known, draft] = await Promise.all([
    database.rows<FormVersionView>(inForce, [exercise]),
    database.rows<FormFile['versions'][number]>(ofExercise, [exercise]),
    readKnownForms(database, exercise),
    readFormDraft(database, exercise),
  ]);
  if (current === undefined) throw new RefusalError(notFound());
  const rows = linesFrom(known.inForce, exercise);
  const orders = wordsOf(rows).map(({ order }) => order);
  return {
    exercise,
    inForce: current,
    lines: rows.map(({ section, field, code, group, label, help, fromExercise }, index) => ({
      ...{ section, field, code, group, label, help, fromExercise },
      order: orders[index] ?? index + 1,
    })),
    versions,
    draftRevision: seesDrafts ? draft.revision : 0,
    draft:
      !seesDrafts || draft.content === null
        ? null
        : {
            savedByName: draft.savedByName,
            savedAt: draft.savedAt,
            content: { lines: [...draft.content.lines], reason: draft.content.reason },
            changes: wordChanges(known.inForce, draft.content.lines),
            faults: formFaults(exercise, draft.content, known),
          },
  };
}

async function seesFormDrafts(database: Database, subject: string): Promise<boolean> {
  const worker = await readWorker(database, subject);
  if (worker === null) throw new RefusalError(notFound());
  return worker.population === 'CNAF_ADMIN';
}
