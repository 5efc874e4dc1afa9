import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { Proposal } from '../domain/proposal.ts';

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const columns = `id, revision, kind, subject, caf_codes as "cafCodes", content, reason, state,
  proposed_by as "proposedBy", proposed_by_name as "proposedByName", ${instant('proposed_at')} as "proposedAt",
  answered_by_name as "answeredByName", ${instant('answered_at')} as "answeredAt", answer`;
const insert = {
  name: 'proposal-insert',
  text: `insert into reference_proposal (id, revision, kind, subject, caf_codes, content, reason, state, proposed_by,
           proposed_by_name, proposed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
const read = { name: 'proposal-by-id', text: `select ${columns} from reference_proposal where id = $1` };
const hold = { name: 'proposal-hold', text: `select ${columns} from reference_proposal where id = $1 for update` };
const update = {
  name: 'proposal-update',
  text: `update reference_proposal set revision = $2, state = $3, answered_by_name = $4, answered_at = $5, answer = $6
         where id = $1`,
};

/** Keeps a new proposal. */
export async function insertProposal(tx: Transaction, proposal: Proposal): Promise<void> {
  await tx.run(insert, [
    proposal.id,
    proposal.revision,
    proposal.kind,
    proposal.subject,
    proposal.cafCodes,
    JSON.stringify(proposal.content),
    proposal.reason,
    proposal.state,
    proposal.proposedBy,
    proposal.proposedByName,
    proposal.proposedAt,
  ]);
}

/** A proposal, null when nobody knows it. */
export async function readProposal(db: Queryable, id: string): Promise<Proposal | null> {
  const [proposal] = await db.rows<Proposal>(read, [id]);
  return proposal ?? null;
}

/** The same, held until the transaction ends. */
export async function holdProposal(tx: Transaction, id: string): Promise<Proposal | null> {
  const [proposal] = await tx.rows<Proposal>(hold, [id]);
  return proposal ?? null;
}

/** Keeps what the Cnaf did with it. */
export async function updateProposal(tx: Transaction, proposal: Proposal): Promise<void> {
  const { id, revision, state, answeredByName, answeredAt, answer } = proposal;
  await tx.run(update, [id, revision, state, answeredByName, answeredAt, answer]);
}
