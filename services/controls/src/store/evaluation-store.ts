import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { LateText } from '@portail/platform/db/late-text.ts';
import type { Verdict } from '../domain/verdict.ts';

/** What is kept of the last verdict to know whether a new one says something else. */
export interface LastEvaluation {
  readonly dataRevision: number;
  /** As it is stored, or on its way there. */
  readonly contentHash: string | LateText<Verdict>;
}

/** A verdict to keep. */
export interface EvaluationToKeep {
  readonly verdict: Verdict;
  readonly contentHash: LateText<Verdict>;
  /** Instant in ISO 8601, and its day in Paris. */
  readonly evaluatedAt: string;
  readonly evaluatedOn: string;
}

const read = {
  name: 'evaluation-last',
  text: `select data_revision as "dataRevision", content_hash as "contentHash" from evaluation
         where declaration_id = $1 and version = $2`,
};
const touch = {
  name: 'evaluation-touch',
  text: `update evaluation set evaluated_on = $3 where declaration_id = $1 and version = $2 and evaluated_on <> $3`,
};
const upsert = {
  name: 'evaluation-upsert',
  text: `insert into evaluation as known (declaration_id, version, data_revision, evaluated_at, evaluated_on, content_hash,
           entitlement, activity_digest, financial_digest)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (declaration_id, version) do update set data_revision = excluded.data_revision,
           evaluated_at = excluded.evaluated_at, evaluated_on = excluded.evaluated_on,
           content_hash = excluded.content_hash, entitlement = excluded.entitlement,
           activity_digest = excluded.activity_digest, financial_digest = excluded.financial_digest
         where known.data_revision <= excluded.data_revision`,
};

/** The last verdict on a version, null before the first. */
export async function lastEvaluation(
  db: Queryable,
  declarationId: string,
  version: number,
): Promise<LastEvaluation | null> {
  const [row] = await db.rows<LastEvaluation>(read, [declarationId, version]);
  return row ?? null;
}

/** Keeps a verdict as the last one of its version. */
export async function saveEvaluation(tx: Transaction, evaluation: EvaluationToKeep): Promise<void> {
  const { verdict } = evaluation;
  await tx.run(upsert, [
    verdict.declarationId,
    verdict.version,
    verdict.dataRevision,
    evaluation.evaluatedAt,
    evaluation.evaluatedOn,
    evaluation.contentHash,
    verdict.estimate.entitlement,
    verdict.activityDigest,
    verdict.financialDigest,
  ]);
}

/** Notes that a verdict was given again on a later day and says the same. */
export async function confirmEvaluation(tx: Transaction, verdict: Verdict, evaluatedOn: string): Promise<void> {
  await tx.run(touch, [verdict.declarationId, verdict.version, evaluatedOn]);
}
