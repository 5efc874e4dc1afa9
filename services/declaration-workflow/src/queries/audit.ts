import type { AuditScope, AuditSource } from '@portail/platform/journal/audit.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { auditActs, auditWords, draftActs, type FieldWords } from '../domain/audit-words.ts';
import type { FormLineRow } from '../domain/form-definition.ts';
import { readWorker } from '../store/people-store.ts';
import { holdsWords, searchWords } from '@portail/platform/db/search-words.ts';

const declarationOf = `case when j.chain ~ '^(assignment/|file-messages/)?[0-9a-f-]{36}$' then right(j.chain, 36)::uuid end`;
const idOf = `case when j.chain ~ '^[0-9a-f-]{36}$' then j.chain::uuid end`;
const types = `case d.type when 'FORECAST' then 'Prévisionnelle' when 'ACTUAL' then 'Réelle' else 'Actualisée' end`;
const inCaf = `q.caf_code = any ($2::text[])`;

const fieldLines = {
  name: 'audit-fields',
  text: `select distinct on (field) field, code, label, kind, unit from form_line order by field, from_exercise desc`,
};

/**
 * The journal of declarations, campaigns, templates and of what each Caf and the Cnaf decide for them. A declaration is its Caf’s; the values of a draft are closed until a
 * transmission follows them in the chain; national templates are everybody’s, whom no other chain concerns.
 */
export const workflowAudit: AuditSource = {
  subjects: `
    select 'DECLARATION' as kind, d.id::text as "objectId", q.name as label,
      ${types} || ' ' || d.exercise || ' · ' || q.commune as detail
    from declaration d join equipment q on q.id = d.equipment_id where d.id = ${declarationOf} and ${inCaf}
    union all
    select 'CAMPAIGN', c.id::text, c.name, 'Campagne ' || c.exercise
    from campaign c where c.id = ${idOf} and c.caf_codes && $2::text[]
    union all
    select 'TEMPLATE', t.id::text, t.title,
      case when t.caf_code is null then 'Modèle national' else 'Modèle de la Caf ' || t.caf_code end
    from message_template t
    where t.id = ${idOf} and ((t.caf_code is null and $1::text[] is not null) or t.caf_code = any ($2::text[]))
    union all
    select 'CAF_SETTINGS', s.caf_code, 'Réglages de la Caf ' || s.caf_code, 'Double regard, exercices clos'
    from caf_settings s where j.chain = 'caf-settings/' || s.caf_code and s.caf_code = any ($2::text[])
    union all
    select 'CAMPAIGN_DATES', t.type || ' ' || t.ends_on, 'Dates des campagnes',
      case t.type when 'FORECAST' then 'Prévisionnelle' when 'ACTUAL' then 'Réelle' else 'Actualisée au ' || t.ends_on end
    from (select distinct type, ends_on from campaign_template) t
    where j.chain = 'campaign-template/' || t.type || '/' || t.ends_on and $1::text[] is not null
    union all
    select 'FORM', right(j.chain, 4), 'Formulaires nationaux', 'À partir de l’exercice ' || right(j.chain, 4)
    where j.chain like 'national-form/%' and $1::text[] is not null
      and ('CNAF_ADMIN' = any ($1::text[]) or j.type = 'FormPublished')`,
  chains: `
    select prefix || d.id from declaration d join equipment q on q.id = d.equipment_id
      cross join (values (''), ('assignment/'), ('file-messages/')) as prefixes (prefix)
    where ${inCaf} and ${holdsWords('q.search_text', '$3')}
    union all select c.id::text from campaign c where ${holdsWords('search_key(c.name)', '$3')}
    union all select t.id::text from message_template t where ${holdsWords('search_key(t.title)', '$3')}
    union all select 'caf-settings/' || s.caf_code from caf_settings s where ${holdsWords("search_key('reglages caf ' || s.caf_code)", '$3')}
    union all select 'campaign-template/' || t.type || '/' || t.ends_on from (select distinct type, ends_on from campaign_template) t
      where ${holdsWords("search_key('dates campagnes ' || t.type)", '$3')}
    union all select h.chain from journal_head h
      where h.chain like 'national-form/%' and ${holdsWords("search_key('formulaires nationaux ' || h.chain)", '$3')}`,
  persons: `select p.id::text from person p where ${holdsWords('search_key(p.name)', '$3')}`,
  actorName: `j.actor->>'name'`,
  context: 'null::jsonb',
  closed: `(j.type in (${draftActs.map((type) => `'${type}'`).join(', ')}) and not exists (
    select 1 from journal t
    where t.chain = j.chain and t.sequence > j.sequence and t.type = 'DeclarationTransmitted'))`,
  patterns: searchWords,
  acts: auditActs,
  words: async (db) => {
    const lines = await db.rows<Pick<FormLineRow, 'field' | 'code' | 'label' | 'kind' | 'unit'>>(fieldLines);
    const fields: FieldWords = new Map(lines.map((line) => [line.field, line]));
    return ({ type, data }) => auditWords(type, data, fields);
  },
};

/** Whose journal an agent or administrator reads. @throws RefusalError NOT_FOUND for anybody else */
export async function auditScope(db: Queryable, subject: string): Promise<AuditScope> {
  const worker = await readWorker(db, subject);
  if (worker === null) throw new RefusalError(notFound());
  return [[worker.population], worker.population === 'CNAF_ADMIN' ? [] : worker.cafCodes];
}
