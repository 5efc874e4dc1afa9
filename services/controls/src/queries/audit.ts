import type { AuditScope, AuditSource } from '@portail/platform/journal/audit.ts';
import { visibleCafCodes, type Actor } from '../domain/actor.ts';
import { referenceActs, referenceWords } from '../domain/audit-words.ts';

/** Labels of chains: `psu-scale-2015`, `control-rule-ACT-01`. */
const subject = `
  select case when j.chain like 'psu-scale-%' then 'SCALE' else 'RULE' end as kind,
    regexp_replace(j.chain, '^(psu-scale|control-rule)-', '') as "objectId",
    case when j.chain like 'psu-scale-%' then 'Barème ' || right(j.chain, 4)
      else 'Règle ' || regexp_replace(j.chain, '^control-rule-', '') end as label,
    case when coalesce(j.data #>> '{rule,cafCode}', '') = '' then 'National' else 'Caf ' || (j.data #>> '{rule,cafCode}') end
      as detail
  where j.chain ~ '^(psu-scale|control-rule)-' and $1::text[] is not null
    and ('CNAF_ADMIN' = any ($1::text[]) or j.type in ('ScalePublished', 'RulePublished'))
    and ('CNAF_ADMIN' = any ($1::text[]) or coalesce(j.data #>> '{rule,cafCode}', '') = any ('{""}' || $2::text[]))`;

/**
 * The journal of reference data: what was published nationally is everybody’s to read, what is a Caf’s its own; drafts and
 * proposals are between their authors and the Cnaf.
 */
export const controlsAudit: AuditSource = {
  subjects: subject,
  chains: `select h.chain from journal_head h
    where h.chain ~ '^(psu-scale|control-rule)-' and lower('bareme règle regle barème ' || h.chain) like all ($3::text[])`,
  persons: `select p.id::text from person p where p.name ilike all ($3::text[])`,
  actorName: `(select nullif(a.name, '') from person a where a.id::text = j.actor#>>'{}')`,
  context: `(select p.data from journal p where p.chain = j.chain and p.type = j.type and p.sequence < j.sequence
    order by p.sequence desc limit 1)`,
  closed: 'false',
  patterns: (typed) =>
    typed
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  acts: referenceActs,
  words: () =>
    Promise.resolve(({ type, data, context }) => {
      return referenceWords(type, data, context as Readonly<Record<string, unknown>> | null);
    }),
};

/** Whose journal: everything for the Cnaf, the national rows and those of their Caf for the others. */
export function auditScope(actor: Actor): AuditScope {
  const codes = visibleCafCodes(actor);
  return [[actor.population], codes === 'ALL' ? [] : codes];
}
