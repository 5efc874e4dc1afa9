import type { Database, Transaction } from '@portail/platform/db/database.ts';
import type { PublishedRule } from '../domain/rule-publication.ts';

/** Beyond any exercise. */
const LAST_EXERCISE = 9_999;

const request = {
  name: 'reevaluation-request',
  text: `insert into reevaluation (equipment_id, requested_at, reason)
         select distinct equipment_id, $2::timestamptz, $3 from declaration_version
         where status in ('TO_ENTER', 'IN_PROGRESS') and exercise = $1
         on conflict (equipment_id) do update set requested_at = excluded.requested_at, reason = excluded.reason`,
};
const requestForTypes = {
  name: 'reevaluation-request-rule',
  text: `insert into reevaluation (equipment_id, requested_at, reason)
         select distinct equipment_id, $4::timestamptz, $5 from declaration_version
         where status in ('TO_ENTER', 'IN_PROGRESS') and exercise >= $1 and exercise <= $2 and type = any($3)
         on conflict (equipment_id) do update set requested_at = excluded.requested_at, reason = excluded.reason`,
};
const requestOverdue = {
  name: 'reevaluation-request-overdue',
  text: `insert into reevaluation (equipment_id, requested_at, reason)
         select distinct d.equipment_id, $2::timestamptz, 'due date passed'
         from declaration_version d join evaluation e using (declaration_id, version)
         where d.status in ('TO_ENTER', 'IN_PROGRESS') and d.due_on < $1::date and e.evaluated_on <= d.due_on
         on conflict (equipment_id) do nothing`,
};
const take = {
  name: 'reevaluation-take',
  text: `delete from reevaluation where equipment_id = (
           select equipment_id from reevaluation order by requested_at limit 1 for update skip locked)
         returning equipment_id`,
};

/** Asks for new verdicts on the open declarations of an exercise, within the act that changed what they depend on. */
export async function requestForExercise(
  tx: Transaction,
  exercise: number,
  at: string,
  reason: string,
): Promise<number> {
  return tx.run(request, [exercise, at, reason]);
}

/** The same for a rule: only the exercises and types it names. */
export async function requestForRule(tx: Transaction, { rule, publishedAt }: PublishedRule): Promise<number> {
  return tx.run(requestForTypes, [
    rule.fromExercise,
    rule.toExercise ?? LAST_EXERCISE,
    rule.declarationTypes,
    publishedAt,
    `rule ${rule.code} published`,
  ]);
}

/** Asks for new verdicts on the open declarations whose due date passed since their last one (DEC-09). */
export async function requestForOverdue(database: Database, today: string, at: string): Promise<number> {
  return database.run(requestOverdue, [today, at]);
}

/** Takes one equipment to evaluate again, or null; it is given back when the transaction fails. */
export async function takeRequest(tx: Transaction): Promise<string | null> {
  const [row] = await tx.rows<{ equipment_id: string }>(take);
  return row?.equipment_id ?? null;
}
