import { notify } from '@portail/platform/db/listener.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import { JsonColumn } from '@portail/platform/db/json-column.ts';
import type { Equipment } from '../domain/equipment.ts';
import type { Person } from '../domain/person.ts';
import type { OpenedDeclaration } from '../domain/opened-declaration.ts';
import type { Sheet } from '../domain/sheet.ts';
import type { Verdict } from '../domain/verdict.ts';
import { archiveChannel } from './summary-store.ts';

const upsertPerson = {
  name: 'person-upsert',
  text: `insert into person as known (id, revision, subject, population, active, partner_id, caf_codes)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set revision = excluded.revision, subject = excluded.subject,
           population = excluded.population, active = excluded.active, partner_id = excluded.partner_id,
           caf_codes = excluded.caf_codes
         where known.revision < excluded.revision`,
};
const clearHabilitations = { name: 'habilitation-clear', text: 'delete from habilitation where person_id = $1' };
const insertHabilitations = {
  name: 'habilitation-insert',
  text: `insert into habilitation (person_id, equipment_id, roles, effective_from, effective_to)
         select $1, h."equipmentId", h.roles, h."effectiveFrom", h."effectiveTo"
         from jsonb_to_recordset($2::jsonb) as h("equipmentId" uuid, roles text[], "effectiveFrom" date, "effectiveTo" date)`,
};
const upsertEquipment = {
  name: 'equipment-upsert',
  text: `insert into equipment as known (id, revision, partner_id, caf_code, content) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set revision = excluded.revision, partner_id = excluded.partner_id,
           caf_code = excluded.caf_code, content = excluded.content
         where known.revision < excluded.revision`,
};
const insertDeclaration = {
  name: 'declaration-insert',
  text: `insert into declaration (id, equipment_id, exercise, type, period_start, period_end)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
};
const upsertSheet = {
  name: 'sheet-upsert',
  text: `insert into sheet as known (declaration_id, version, revision, equipment_id, content) values ($1, $2, $3, $4, $5)
         on conflict (declaration_id, version) do update set revision = excluded.revision, content = excluded.content
         where known.revision < excluded.revision`,
};
// What controls say of a version after its transmission is no longer what was transmitted.
const upsertVerdict = {
  name: 'verdict-upsert',
  text: `insert into verdict as known (declaration_id, version, data_revision, evaluated_at, content)
         values ($1, $2, $3, $4, $5)
         on conflict (declaration_id, version) do update set data_revision = excluded.data_revision,
           evaluated_at = excluded.evaluated_at, content = excluded.content
         where (known.data_revision, known.evaluated_at) < (excluded.data_revision, excluded.evaluated_at)
           and not exists (
             select 1 from sheet s
             where s.declaration_id = $1 and s.version = $2
               and known.data_revision = (s.content->>'dataRevision')::integer
               and (s.content #>> '{transmission,given,at}')::timestamptz < excluded.evaluated_at)`,
};
const wakeRequests = {
  name: 'archive-request-wake',
  text: `update archive_request set due_at = $3 where declaration_id = $1 and version = $2 and due_at > $3`,
};
const request = {
  name: 'archive-request-insert',
  text: `insert into archive_request (declaration_id, version, keeping, due_at)
         select $1, $2, $3, $4
         where not exists (select 1 from summary where declaration_id = $1 and version = $2 and keeping = $3
                             and reading = 'WHOLE')
         on conflict do nothing`,
};

/** Keeps a person and their habilitations when the revision is newer than what is known. */
export async function keepPerson(tx: Transaction, person: Person): Promise<void> {
  const { id, revision, subject, population, active, partnerId, cafCodes, habilitations } = person;
  const newer = await tx.run(upsertPerson, [id, revision, subject, population, active, partnerId, cafCodes]);
  if (newer === 0) return;
  await tx.run(clearHabilitations, [id]);
  if (habilitations.length > 0) await tx.run(insertHabilitations, [id, JSON.stringify(habilitations)]);
}

/** Keeps an equipment when its revision is newer than what is known. */
export async function keepEquipment(tx: Transaction, equipment: Equipment): Promise<void> {
  const { id, revision, partnerId, cafCode } = equipment;
  await tx.run(upsertEquipment, [id, revision, partnerId, cafCode, new JsonColumn(equipment)]);
}

/** Keeps what a declaration is about from the day it is opened: none of it changes afterwards. */
export async function keepDeclaration(tx: Transaction, declaration: OpenedDeclaration): Promise<void> {
  const { id, equipmentId, exercise, type, periodStart, periodEnd } = declaration;
  await tx.run(insertDeclaration, [id, equipmentId, exercise, type, periodStart, periodEnd]);
}

/** Keeps a version when its revision is newer; what was transmitted or rejected is put on the list of documents to keep. */
export async function keepSheet(tx: Transaction, sheet: Sheet, at: Date): Promise<void> {
  const { declarationId, version, revision, equipmentId, transmission, closed } = sheet;
  await tx.run(upsertSheet, [declarationId, version, revision, equipmentId, new JsonColumn(sheet)]);
  const rejected = closed.filter(({ status }) => status === 'REJECTED').map((each) => each.version);
  if (transmission !== null) await tx.run(request, [declarationId, version, 'TRANSMITTED', at]);
  for (const past of rejected) await tx.run(request, [declarationId, past, 'REJECTED', at]);
  if (transmission !== null || rejected.length > 0) await notify(tx, archiveChannel, declarationId);
}

/** Keeps a verdict unless one about newer data is known; documents that waited for it can then be made. */
export async function keepVerdict(tx: Transaction, verdict: Verdict, at: Date): Promise<void> {
  const { declarationId, version, dataRevision, evaluatedAt } = verdict;
  await tx.run(upsertVerdict, [declarationId, version, dataRevision, evaluatedAt, new JsonColumn(verdict)]);
  if ((await tx.run(wakeRequests, [declarationId, version, at])) > 0) await notify(tx, archiveChannel, declarationId);
}

/** Everything that is kept of what others say. */
export const projections = {
  person: keepPerson,
  equipment: keepEquipment,
  opened: keepDeclaration,
  sheet: keepSheet,
  verdict: keepVerdict,
};
