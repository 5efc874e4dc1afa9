import { JsonColumn } from '@portail/platform/db/json-column.ts';
import { notify } from '@portail/platform/db/listener.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import type { Evaluation } from '../../domain/evaluation.ts';

/** Channel on which a new verdict is announced; the payload is {@link verdictKey}. */
export const verdictChannel = 'verdict';

/** Channel on which every change of a declaration is announced; the payload is its id. */
export const changeChannel = 'declaration';

/** What a request waits for: the verdict on these very data. */
export function verdictKey(declarationId: string, version: number, dataRevision: number): string {
  return `${declarationId}/${version}/${dataRevision}`;
}

/** A row of `evaluation` as JSON. */
export interface EvaluationColumns {
  readonly declaration_id: string;
  readonly version: number;
  readonly data_revision: number;
  readonly results: Evaluation['results'];
  readonly estimate: Evaluation['estimate'];
  readonly indicators: Evaluation['indicators'];
  readonly activity_digest: string;
  readonly financial_digest: string;
  readonly evaluated_at: string;
}

/** SQL: the verdict of a row `e` as {@link EvaluationColumns}, null where a join found none; what is JSON already is not parsed. */
export const evaluationJson = `case when e.declaration_id is not null then json_build_object(
    'declaration_id', e.declaration_id, 'version', e.version, 'data_revision', e.data_revision, 'results', e.results,
    'estimate', e.estimate, 'indicators', e.indicators, 'activity_digest', e.activity_digest,
    'financial_digest', e.financial_digest, 'evaluated_at', e.evaluated_at) end`;

/** A verdict from its columns. */
export function evaluationOf(columns: EvaluationColumns): Evaluation {
  return {
    declarationId: columns.declaration_id,
    version: columns.version,
    dataRevision: columns.data_revision,
    results: columns.results,
    estimate: columns.estimate,
    activityDigest: columns.activity_digest,
    financialDigest: columns.financial_digest,
    evaluatedAt: columns.evaluated_at,
    indicators: columns.indicators,
  };
}

const upsert = {
  name: 'evaluation-upsert',
  text: `insert into evaluation (declaration_id, version, data_revision, results, estimate, entitlement, indicators,
           activity_digest, financial_digest, evaluated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (declaration_id, version) do update set data_revision = excluded.data_revision,
           results = excluded.results, estimate = excluded.estimate, entitlement = excluded.entitlement,
           indicators = excluded.indicators, activity_digest = excluded.activity_digest,
           financial_digest = excluded.financial_digest, evaluated_at = excluded.evaluated_at
         where (evaluation.data_revision, evaluation.evaluated_at) <= (excluded.data_revision, excluded.evaluated_at)`,
};

/** Keeps a verdict unless one about newer data is known; wakes the requests that wait for it. Returns whether it was kept. */
export async function keepEvaluation(tx: Transaction, evaluation: Evaluation): Promise<boolean> {
  const kept = await tx.run(upsert, [
    evaluation.declarationId,
    evaluation.version,
    evaluation.dataRevision,
    new JsonColumn(evaluation.results),
    evaluation.estimate && new JsonColumn(evaluation.estimate),
    evaluation.estimate?.entitlement ?? null,
    new JsonColumn(evaluation.indicators),
    evaluation.activityDigest,
    evaluation.financialDigest,
    evaluation.evaluatedAt,
  ]);
  if (kept === 0) return false;
  await notify(tx, verdictChannel, verdictKey(evaluation.declarationId, evaluation.version, evaluation.dataRevision));
  await notify(tx, changeChannel, evaluation.declarationId);
  return true;
}
