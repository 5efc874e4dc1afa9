import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { FormProposal } from '../domain/form-proposal.ts';

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What a list says of a proposal. */
export const proposalLine = `id, revision, caf_codes as "cafCodes", reason, state,
  proposed_by_name as "proposedByName", ${instant('proposed_at')} as "proposedAt",
  answered_by_name as "answeredByName", ${instant('answered_at')} as "answeredAt", answer`;
const columns = `${proposalLine}, exercise, proposed_by as "proposedBy", content`;
const insert = {
  name: 'form-proposal-insert',
  text: `insert into form_proposal (id, revision, exercise, caf_codes, content, reason, state, proposed_by, proposed_by_name, proposed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const read = { name: 'form-proposal-by-id', text: `select ${columns} from form_proposal where id = $1` };
const hold = { name: 'form-proposal-hold', text: `select ${columns} from form_proposal where id = $1 for update` };
const update = {
  name: 'form-proposal-update',
  text: `update form_proposal set revision = $2, state = $3, answered_by_name = $4, answered_at = $5, answer = $6 where id = $1`,
};

/** Keeps a new proposal. */
export async function insertFormProposal(tx: Transaction, proposal: FormProposal): Promise<void> {
  const { id, revision, exercise, cafCodes, content, reason, state, proposedBy, proposedByName, proposedAt } = proposal;
  const said = JSON.stringify(content);
  await tx.run(insert, [
    ...[id, revision, exercise, cafCodes, said],
    ...[reason, state, proposedBy, proposedByName, proposedAt],
  ]);
}

/** A proposal, null when nobody knows it. */
export async function readFormProposal(db: Queryable, id: string): Promise<FormProposal | null> {
  const [proposal] = await db.rows<FormProposal>(read, [id]);
  return proposal ?? null;
}

/** The same, held until the transaction ends. */
export async function holdFormProposal(tx: Transaction, id: string): Promise<FormProposal | null> {
  const [proposal] = await tx.rows<FormProposal>(hold, [id]);
  return proposal ?? null;
}

/** Keeps what the Cnaf did with it. */
export async function updateFormProposal(tx: Transaction, proposal: FormProposal): Promise<void> {
  const { id, revision, state, answeredByName, answeredAt, answer } = proposal;
  await tx.run(update, [id, revision, state, answeredByName, answeredAt, answer]);
}
