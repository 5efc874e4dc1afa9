import type { Queryable } from '@portail/platform/db/database.ts';
import { ruleChanges } from '../domain/rule-changes.ts';
import { type RuleContent, ruleOf } from '../domain/rule-publication.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { Change } from '../domain/reference-data.ts';
import { scaleChanges } from '../domain/scale-changes.ts';
import type { ScaleContent } from '../domain/scale-content.ts';
import { readDraft } from '../store/draft-store.ts';
import { readProposal } from '../store/proposal-store.ts';
import { loadRules } from '../store/rule-store.ts';
import { scaleRevisions } from './list-scales.ts';

/** A proposal in a list: without what it contains. */
export type ProposalLine = Omit<Proposal, 'content' | 'proposedBy'>;

/** A proposal with what it would change today, and the state of the draft it may be taken into. */
export interface ProposalFile extends ProposalLine {
  readonly changes: readonly { readonly scope: string; readonly changes: readonly Change[] }[];
  readonly draftRevision: number;
  /** Someone is preparing something else, which taking would replace. */
  readonly draftUnderWay: boolean;
}

export const PROPOSALS_PAGE = 50;

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const seen = `from reference_proposal where ($1::text[] is null or caf_codes && $1) and ($2::text is null or state = $2)`;
const list = {
  name: 'proposals-list',
  text: `select id, revision, kind, subject, caf_codes as "cafCodes", reason, state,
           proposed_by_name as "proposedByName", ${instant('proposed_at')} as "proposedAt",
           answered_by_name as "answeredByName", ${instant('answered_at')} as "answeredAt", answer
         ${seen} order by proposed_at desc, id limit ${PROPOSALS_PAGE} offset $3`,
};
const count = { name: 'proposals-count', text: `select count(*)::integer as total ${seen}` };

type Sees = readonly string[] | 'ALL';

/** One page of the proposals that concern these Caf, latest first. */
export async function listProposals(
  db: Queryable,
  { cafCodes, state, page }: { readonly cafCodes: Sees; readonly state: string | null; readonly page: number },
): Promise<{ items: ProposalLine[]; total: number }> {
  const filter = [cafCodes === 'ALL' ? null : cafCodes, state];
  const items = await db.rows<ProposalLine>(list, [...filter, (page - 1) * PROPOSALS_PAGE]);
  const [row] = await db.rows<{ total: number }>(count, filter);
  return { items, total: row?.total ?? 0 };
}

/** A proposal, null when it does not exist or is another Caf’s. */
export async function proposalFile(db: Queryable, id: string, cafCodes: Sees): Promise<ProposalFile | null> {
  const proposal = await readProposal(db, id);
  if (proposal === null) return null;
  if (cafCodes !== 'ALL' && !proposal.cafCodes.some((code) => cafCodes.includes(code))) return null;
  const draft = await readDraft(db, proposal);
  const { content: _content, proposedBy: _proposedBy, ...line } = proposal;
  const national = cafCodes === 'ALL';
  return {
    ...line,
    changes: await changesOf(db, proposal),
    draftRevision: national ? draft.revision : 0,
    draftUnderWay: national && draft.content !== null,
  };
}

async function changesOf(db: Queryable, { kind, subject, content }: Proposal): Promise<ProposalFile['changes']> {
  if (kind === 'SCALE') {
    const [current = null] = await scaleRevisions(db, Number(subject));
    return [{ scope: `Barème ${subject}`, changes: scaleChanges(current, content as ScaleContent) }];
  }
  const rules = await loadRules(db);
  return ruleChanges(rules, ruleOf(rules, subject, content as RuleContent)).map(({ scope, changes }) => ({
    scope,
    changes,
  }));
}
