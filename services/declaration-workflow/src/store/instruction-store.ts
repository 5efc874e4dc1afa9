import { isUniqueViolation, type Database, type Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { RefusalError, stale } from '@portail/platform/pure/refusal.ts';
import type { Assignee } from '../domain/assignment.ts';
import { titleTaken, type MessageTemplate, type Worker } from '../domain/message-template.ts';
import type { Person } from '../domain/permissions.ts';
import type { Status } from '../domain/vocabulary.ts';
import type { Instruction, InstructionUnit } from '../usecases/ports.ts';
import { readPerson, readWorker } from './people-store.ts';

const assignable = {
  name: 'assignable',
  text: `select d.status, q.id as "equipmentId", q.caf_code as "cafCode", q.partner_id as "partnerId",
           a.person_id as "assigneeId", a.person_name as "assigneeName"
         from declaration d join equipment q on q.id = d.equipment_id
         left join assignment a on a.declaration_id = d.id
         where d.id = $1 for update of d`,
};
const subjectOf = { name: 'person-subject', text: 'select subject from person where id = $1' };
const assign = {
  name: 'assignment-write',
  text: `insert into assignment (declaration_id, person_id, person_name, assigned_at, assigned_by)
         values ($1, $2, $3, $4, $5)
         on conflict (declaration_id) do update set person_id = excluded.person_id, person_name = excluded.person_name,
           assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by`,
};
const release = { name: 'assignment-release', text: 'delete from assignment where declaration_id = $1' };
const countFilters = {
  name: 'filters-count',
  text: 'select count(*)::int as kept from saved_filter where person_id = $1 and name <> $2',
};
const keepFilter = {
  name: 'filter-keep',
  text: `insert into saved_filter (person_id, name, query, saved_at) values ($1, $2, $3, $4)
         on conflict (person_id, name) do update set query = excluded.query, saved_at = excluded.saved_at`,
};
const dropFilter = { name: 'filter-drop', text: 'delete from saved_filter where person_id = $1 and name = $2' };
const template = {
  name: 'template-load',
  text: `select id, kind, caf_code as "cafCode", title, text, revision, retired from message_template
         where id = $1 for update`,
};
const insertTemplate = {
  name: 'template-insert',
  text: `insert into message_template (id, kind, caf_code, title, text, revision, retired, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
const updateTemplate = {
  name: 'template-update',
  text: `update message_template set title = $2, text = $3, revision = $4, retired = $5, updated_at = $6, updated_by = $7
         where id = $1`,
};

const insertTemplateVersion = {
  name: 'template-version-insert',
  text: `insert into message_template_version (template_id, revision, title, text, retired, published_at, published_by)
         values ($1, $2, $3, $4, $5, $6, $7)`,
};

interface AssignableRow {
  readonly status: Status;
  readonly equipmentId: string;
  readonly cafCode: string;
  readonly partnerId: string;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
}

/** Assignments, kept filters and templates in PostgreSQL, each change with its journal line. */
export function instructionStore(database: Database): Instruction {
  return { transact: (work) => database.transaction((tx) => work(instructionUnit(tx))) };
}

function instructionUnit(tx: Transaction): InstructionUnit {
  return {
    assignable: async (id) => {
      const [row] = isId(id) ? await tx.rows<AssignableRow>(assignable, [id]) : [];
      if (!row) return null;
      const { status, equipmentId, cafCode, partnerId, assigneeId, assigneeName } = row;
      const assignee = assigneeId && assigneeName ? { id: assigneeId, name: assigneeName } : null;
      return { status, equipment: { id: equipmentId, cafCode, partnerId }, assignee };
    },
    person: async (who, equipment, day) => {
      const subject = 'subject' in who ? who.subject : await subjectOfPerson(tx, who.id);
      return subject === undefined ? null : readPerson(tx, subject, equipment, day);
    },
    worker: (subject) => readWorker(tx, subject),
    assign: (declarationId, from, to, by, at) => keepAssignment(tx, declarationId, { from, to }, by, at),
    filterCount: async (personId, otherThan) => {
      const [row] = await tx.rows<{ kept: number }>(countFilters, [personId, otherThan]);
      return row?.kept ?? 0;
    },
    keepFilter: async (personId, name, query, at) => {
      await tx.run(keepFilter, [personId, name, query, at]);
    },
    dropFilter: async (personId, name) => (await tx.run(dropFilter, [personId, name])) > 0,
    template: async (id) => {
      const [row] = isId(id) ? await tx.rows<MessageTemplate>(template, [id]) : [];
      return row ?? null;
    },
    keepTemplate: (known, next, by, at) => keepTemplate(tx, known, next, by, at),
  };
}

async function subjectOfPerson(tx: Transaction, id: string): Promise<string | undefined> {
  const [row] = isId(id) ? await tx.rows<{ subject: string }>(subjectOf, [id]) : [];
  return row?.subject;
}

/** Its journal is a chain of its own: the declaration’s tells what partners and the Caf did to it. */
async function keepAssignment(
  tx: Transaction,
  declarationId: string,
  { from, to }: { readonly from: Assignee | null; readonly to: Assignee | null },
  by: Person,
  at: Date,
): Promise<void> {
  if (to === null) await tx.run(release, [declarationId]);
  else await tx.run(assign, [declarationId, to.id, to.name, at, by.userId]);
  await appendToJournal(tx, `assignment/${declarationId}`, [
    {
      type: 'DeclarationAssigned',
      at: at.toISOString(),
      actor: { userId: by.userId, name: by.name },
      data: { from: from && { ...from }, to: to && { ...to } },
    },
  ]);
}

async function keepTemplate(
  tx: Transaction,
  known: MessageTemplate | null,
  next: MessageTemplate,
  by: Worker,
  at: Date,
): Promise<void> {
  const { id, kind, cafCode, title, text, revision, retired } = next;
  try {
    if (known === null) await tx.run(insertTemplate, [id, kind, cafCode, title, text, revision, retired, at, by.name]);
    else await tx.run(updateTemplate, [id, title, text, revision, retired, at, by.name]);
  } catch (error) {
    if (isUniqueViolation(error, 'message_template_pkey')) throw new RefusalError(stale());
    if (isUniqueViolation(error, 'message_template_title')) throw new RefusalError(titleTaken());
    throw error;
  }
  await tx.run(insertTemplateVersion, [id, revision, title, text, retired, at, by.name]);
  const before = known && { title: known.title, text: known.text };
  await appendToJournal(tx, id, [
    {
      type: next.retired ? 'TemplateRetired' : known === null ? 'TemplateWritten' : 'TemplateChanged',
      at: at.toISOString(),
      actor: { userId: by.id, name: by.name },
      data: { kind, cafCode, from: before, to: { title, text } },
    },
  ]);
}
