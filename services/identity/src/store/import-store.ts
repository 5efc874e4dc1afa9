import type { Transaction } from '@portail/platform/db/database.ts';
import { notify } from '@portail/platform/db/listener.ts';
import { isId } from '@portail/platform/pure/id.ts';
import type { Actor } from '../domain/access.ts';
import type { Outcome, PlannedLine } from '../domain/list-lines.ts';
import type { Population } from '../domain/user.ts';
import type { ShownImport, WaitingImport, WaitingLine } from '../usecases/ports.ts';
import { importsChannel } from './user-store.ts';

const forget = {
  name: 'imports-forget',
  text: `delete from habilitation_import where state = 'PREVIEWED' and previewed_at < $1::timestamptz - interval '1 day'`,
};
const insertImport = {
  name: 'import-insert',
  text: `insert into habilitation_import (id, caf_codes, file_name, digest, state, previewed_by, previewed_at)
         values ($1, $2, $3, $4, 'PREVIEWED', $5, $6)`,
};
const insertLines = {
  name: 'import-lines-insert',
  text: `insert into habilitation_import_line (import_id, line, email, given_name, family_name, equipment, equipment_id,
           equipment_name, roles, effective_from, document_reference, planned, planned_reason)
         select $1, l.line, l.email, l."givenName", l."familyName", l.equipment, l."equipmentId", l."equipmentName",
           array(select jsonb_array_elements_text(l.roles)), l."effectiveFrom", l."documentReference", l.planned,
           l."plannedReason"
         from jsonb_to_recordset($2::jsonb) as l(line integer, email text, "givenName" text, "familyName" text,
           equipment text, "equipmentId" uuid, "equipmentName" text, roles jsonb, "effectiveFrom" text,
           "documentReference" text, planned text, "plannedReason" text)`,
};
// Asked again, it stays as it is: whoever asks twice gets the same list, applied once.
const start = {
  name: 'import-start',
  text: `with found as (
           select id from habilitation_import where id = $1 and caf_codes <@ $3::text[] for update),
         started as (
           update habilitation_import i set state = 'APPLYING', applied_by = $2, applied_at = $4
           from found where i.id = found.id and i.state = 'PREVIEWED')
         select id from found`,
};
const lease = {
  name: 'import-lease',
  text: `update habilitation_import set leased_until = now() + interval '1 minute'
         where id = (
           select id from habilitation_import
           where state = 'APPLYING' and (leased_until is null or leased_until < now())
           order by applied_at limit 1 for update skip locked)
         returning id, applied_by as "appliedBy"`,
};
const prolong = {
  name: 'import-prolong',
  text: `update habilitation_import set leased_until = now() + interval '1 minute' where id = $1`,
};
const release = { name: 'import-release', text: 'update habilitation_import set leased_until = null where id = $1' };
const next = {
  name: 'import-next-line',
  text: `select line, email, given_name as "givenName", family_name as "familyName", equipment,
           equipment_id as "equipmentId", equipment_name as "equipmentName", roles, effective_from as "effectiveFrom",
           document_reference as "documentReference", planned, planned_reason as "plannedReason"
         from habilitation_import_line where import_id = $1 and outcome is null order by line limit 1`,
};
const settle = {
  name: 'import-settle',
  text: 'update habilitation_import_line set outcome = $3, reason = $4 where import_id = $1 and line = $2',
};
const finish = {
  name: 'import-finish',
  text: `update habilitation_import set state = 'DONE', finished_at = $2 where id = $1`,
};
const actorById = {
  name: 'import-actor',
  text: `select id, population, caf_codes as "cafCodes" from person where id = $1 and status = 'ACTIVE'`,
};

/** Keeps lists of habilitations from the moment they are shown until they are applied. */
export const importStore = {
  async insert(tx: Transaction, shown: ShownImport, lines: readonly PlannedLine[]): Promise<void> {
    await tx.run(forget, [shown.at]);
    await tx.run(insertImport, [shown.id, shown.cafCodes, shown.fileName, shown.digest, shown.by, shown.at]);
    await tx.run(insertLines, [shown.id, JSON.stringify(lines)]);
  },
  async start(tx: Transaction, id: string, by: string, cafCodes: readonly string[], at: Date): Promise<boolean> {
    if (!isId(id) || (await tx.rows(start, [id, by, cafCodes, at])).length === 0) return false;
    await notify(tx, importsChannel, id);
    return true;
  },
  async lease(tx: Transaction): Promise<WaitingImport | undefined> {
    return (await tx.rows<WaitingImport>(lease))[0];
  },
  async prolong(tx: Transaction, id: string): Promise<void> {
    await tx.run(prolong, [id]);
  },
  async release(tx: Transaction, id: string): Promise<void> {
    await tx.run(release, [id]);
  },
  async nextLine(tx: Transaction, id: string): Promise<WaitingLine | undefined> {
    return (await tx.rows<WaitingLine>(next, [id]))[0];
  },
  async settle(tx: Transaction, id: string, line: number, outcome: Outcome, reason: string | null): Promise<void> {
    await tx.run(settle, [id, line, outcome, reason]);
  },
  async finish(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.run(finish, [id, at]);
  },
  async actor(tx: Transaction, personId: string): Promise<Actor | undefined> {
    const [person] = await tx.rows<{ id: string; population: Population; cafCodes: string[] }>(actorById, [personId]);
    if (!person) return undefined;
    const { id, population: kind, cafCodes } = person;
    return kind === 'CAF_AGENT' || kind === 'CAF_ADMIN' ? { kind, id, cafCodes } : { kind, id };
  },
};
