import type { Database } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { TemplateKind } from '../domain/message-template.ts';

/** A template of message, as who may use it sees it. */
export interface MessageTemplateView {
  id: string;
  kind: TemplateKind;
  title: string;
  text: string;
  revision: number;
  /** Null: a national one. */
  cafCode: string | null;
  updatedAt: string;
  updatedBy: string;
}

/** A wording of a template, in force from its publication until the next one. */
export interface TemplateVersionView {
  revision: number;
  title: string;
  text: string;
  publishedAt: string;
  publishedBy: string;
}

const read = {
  name: 'message-templates',
  text: `select t.id, t.kind, t.title, t.text, t.revision, t.caf_code as "cafCode", t.updated_at as "updatedAt",
           t.updated_by as "updatedBy"
         from person p join message_template t on not t.retired
           and (t.caf_code is null or t.caf_code = any (p.caf_codes))
         where p.subject = $1 and p.status = 'ACTIVE' and p.population <> 'PARTNER'
         order by t.kind, t.caf_code nulls last, t.title, t.id`,
};

/** The templates in use for the signed-in agent: those of their Caf, then the national ones; none for a partner. */
export async function readTemplates(database: Database, subject: string): Promise<{ items: MessageTemplateView[] }> {
  const rows = await database.rows<Omit<MessageTemplateView, 'updatedAt'> & { updatedAt: Date }>(read, [subject]);
  return { items: rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })) };
}

const readVersions = {
  name: 'message-template-versions',
  text: `select v.revision, v.title, v.text, v.published_at as "publishedAt", v.published_by as "publishedBy"
         from person p join message_template t on not t.retired
           and (t.caf_code is null or t.caf_code = any (p.caf_codes))
         join message_template_version v on v.template_id = t.id
         where p.subject = $1 and p.status = 'ACTIVE' and p.population <> 'PARTNER' and t.id = $2
         order by v.revision desc`,
};

/**
 * Every wording of a template, latest first.
 * @throws RefusalError NOT_FOUND when it is out of use or another Caf’s
 */
export async function readTemplateVersions(
  database: Database,
  id: string,
  subject: string,
): Promise<{ items: TemplateVersionView[] }> {
  const rows = isId(id)
    ? await database.rows<Omit<TemplateVersionView, 'publishedAt'> & { publishedAt: Date }>(readVersions, [subject, id])
    : [];
  if (rows.length === 0) throw new RefusalError(notFound());
  return { items: rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() })) };
}
