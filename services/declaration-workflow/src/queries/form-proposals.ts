import type { Database } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { FormProposal } from '../domain/form-proposal.ts';
import { wordChanges, type WordChange } from '../domain/form-words.ts';
import type { Worker } from '../domain/message-template.ts';
import { proposalLine, readFormProposal } from '../store/form-proposal-store.ts';
import { readFormDraft, readFormLines } from '../store/form-store.ts';
import { readWorker } from '../store/people-store.ts';

/** A proposal in a list, without what it contains; named as those of the controls service are. */
export interface FormProposalLine extends Omit<FormProposal, 'content' | 'proposedBy' | 'cafCodes' | 'exercise'> {
  kind: 'FORM';
  /** First exercise. */
  subject: string;
  cafCodes: string[];
}

/** A proposal with what it would change today, and the state of the draft it may be taken into. */
export interface FormProposalFile extends FormProposalLine {
  changes: { scope: string; changes: WordChange[] }[];
  draftRevision: number;
  /** Someone is preparing something else, which taking would replace. */
  draftUnderWay: boolean;
}

const pageSize = 50;
const seen = `from form_proposal where ($1::text[] is null or caf_codes && $1) and ($2::text is null or state = $2)`;
const list = {
  name: 'form-proposals-list',
  text: `select 'FORM' as kind, exercise::text as subject, ${proposalLine} ${seen} order by proposed_at desc, id limit ${pageSize} offset $3`,
};
const count = { name: 'form-proposals-count', text: `select count(*)::integer as total ${seen}` };

/**
 * One page of the proposals about the forms, latest first; a Caf reads its own.
 * @throws RefusalError NOT_FOUND for who works neither for a Caf nor for the Cnaf
 */
export async function listFormProposals(
  database: Database,
  { state, page }: { readonly state: string | null; readonly page: number },
  subject: string,
): Promise<{ items: FormProposalLine[]; total: number }> {
  const worker = await workerOf(database, subject);
  const filter = [national(worker) ? null : worker.cafCodes, state];
  const [items, [counted]] = await Promise.all([
    database.rows<FormProposalLine>(list, [...filter, (page - 1) * pageSize]),
    database.rows<{ total: number }>(count, filter),
  ]);
  return { items, total: counted?.total ?? 0 };
}

/**
 * A proposal with what it would change today.
 * @throws RefusalError NOT_FOUND when it does not exist or is another Caf’s
 */
export async function readFormProposalFile(database: Database, id: string, subject: string): Promise<FormProposalFile> {
  const worker = await workerOf(database, subject);
  const proposal = await readFormProposal(database, id);
  const own = proposal?.cafCodes.some((code) => worker.cafCodes.includes(code)) ?? false;
  if (proposal === null || !(national(worker) || own)) throw new RefusalError(notFound());
  const [inForce, draft] = await Promise.all([
    readFormLines(database, proposal.exercise),
    readFormDraft(database, proposal.exercise),
  ]);
  const { content, proposedBy: _proposedBy, cafCodes, exercise, ...line } = proposal;
  return {
    ...line,
    kind: 'FORM',
    subject: String(exercise),
    cafCodes: [...cafCodes],
    changes: [{ scope: 'Ligne par ligne', changes: wordChanges(inForce, content.lines) }],
    draftRevision: national(worker) ? draft.revision : 0,
    draftUnderWay: national(worker) && draft.content !== null,
  };
}

const national = ({ population }: Worker) => population === 'CNAF_ADMIN';

async function workerOf(database: Database, subject: string): Promise<Worker> {
  const worker = await readWorker(database, subject);
  if (worker === null) throw new RefusalError(notFound());
  return worker;
}
