import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { Author, Subject } from '../domain/reference-data.ts';

/** What is prepared about a subject. */
export interface Draft<Content> {
  /** 0 as long as nobody ever prepared anything. */
  readonly revision: number;
  /** Published revision it was begun from. */
  readonly base: number;
  /** Null when nothing is under way. */
  readonly content: Content | null;
  readonly savedByName: string;
  /** Instant in ISO 8601. */
  readonly savedAt: string;
}

const columns = `revision, base, content, saved_by_name as "savedByName",
  to_char(saved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "savedAt"`;
const read = {
  name: 'reference-draft',
  text: `select ${columns} from reference_draft where kind = $1 and subject = $2`,
};
// The lock also covers a subject without row, that two people may prepare at once.
const lock = {
  name: 'reference-draft-lock',
  text: `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 2))`,
};
const write = {
  name: 'reference-draft-write',
  text: `insert into reference_draft (kind, subject, revision, base, content, saved_by, saved_by_name, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (kind, subject) do update set revision = excluded.revision, base = excluded.base,
           content = excluded.content, saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name,
           saved_at = excluded.saved_at`,
};
const open = {
  name: 'reference-drafts-open',
  text: `select kind, subject, ${columns} from reference_draft where content is not null order by kind, subject`,
};

/** The draft of a subject, with revision 0 when there never was one. */
export async function readDraft<Content>(db: Queryable, { kind, subject }: Subject): Promise<Draft<Content>> {
  const [draft] = await db.rows<Draft<Content>>(read, [kind, subject]);
  return draft ?? { revision: 0, base: 0, content: null, savedByName: '', savedAt: '' };
}

/** The same, held until the transaction ends. */
export async function lockDraft<Content>(tx: Transaction, about: Subject): Promise<Draft<Content>> {
  await tx.run(lock, [about.kind, about.subject]);
  return readDraft(tx, about);
}

/** Keeps a draft at its next revision; null content ends it. */
export async function writeDraft(
  tx: Transaction,
  about: Subject,
  draft: { readonly revision: number; readonly base: number; readonly content: unknown },
  author: Author,
  at: string,
): Promise<void> {
  const content = draft.content === null ? null : JSON.stringify(draft.content);
  await tx.run(write, [about.kind, about.subject, draft.revision, draft.base, content, author.id, author.name, at]);
}

/** Every draft under way, without its content. */
export async function openDrafts(db: Queryable): Promise<readonly Subject[]> {
  return db.rows<Subject>(open);
}
