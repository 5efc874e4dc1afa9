import type { Database } from '@portail/platform/db/database.ts';
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
