import type { Transaction } from '@portail/platform/db/database.ts';
import type { Figures } from '../domain/figures.ts';
import { figureColumns, figureValues } from './columns.ts';

/** A person as identity last said; habilitations carry ISO days, both included. */
export interface HeardPerson {
  readonly id: string;
  readonly revision: number;
  readonly subject: string;
  readonly population: string;
  readonly active: boolean;
  readonly partnerId: string | null;
  readonly name: string;
  /** Of those who work for one. */
  readonly cafCodes: readonly string[];
  readonly habilitations: readonly {
    readonly equipmentId: string;
    readonly from: string;
    readonly to: string | null;
  }[];
}

/** An equipment as last said. */
export interface HeardEquipment {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly commune: string;
  readonly postalCode: string;
  readonly partnerId: string;
  readonly departmentCode: string;
  readonly cafCode: string;
  readonly careType: string;
  /** Of the gestionnaire. */
  readonly status: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

/** A réelle at one revision; `validated` is null unless its current version is validated. */
export interface HeardActual {
  readonly declarationId: string;
  readonly revision: number;
  readonly version: number;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly validated: { readonly decidedAt: string; readonly figures: Figures } | null;
}

/** A verdict on one version; the entitlement is null when it could not be estimated. */
export interface HeardEstimate {
  readonly declarationId: string;
  readonly version: number;
  readonly dataRevision: number;
  readonly evaluatedAt: string;
  readonly entitlement: number | null;
}

const putPerson = {
  name: 'person-put',
  text: `insert into person (id, revision, subject, population, active, partner_id, name, caf_codes)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set revision = excluded.revision, subject = excluded.subject,
           population = excluded.population, active = excluded.active, partner_id = excluded.partner_id,
           name = excluded.name, caf_codes = excluded.caf_codes
         where person.revision < excluded.revision`,
};
const clearHabilitations = { name: 'habilitation-clear', text: 'delete from habilitation where person_id = $1' };
const putHabilitations = {
  name: 'habilitation-put',
  text: `insert into habilitation (person_id, equipment_id, effective_from, effective_to)
         select $1, * from unnest($2::uuid[], $3::date[], $4::date[])`,
};
const putEquipment = {
  name: 'equipment-put',
  text: `insert into equipment (id, revision, name, commune, postal_code, partner_id, department_code, opened_on, closed_on,
           caf_code, care_type, status)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (id) do update set revision = excluded.revision, name = excluded.name, commune = excluded.commune,
           postal_code = excluded.postal_code, partner_id = excluded.partner_id,
           department_code = excluded.department_code, opened_on = excluded.opened_on, closed_on = excluded.closed_on,
           caf_code = excluded.caf_code, care_type = excluded.care_type, status = excluded.status
         where equipment.revision < excluded.revision`,
};
const putActual = {
  name: 'actual-put',
  text: `insert into actual (declaration_id, revision) values ($1, $2)
         on conflict (declaration_id) do update set revision = excluded.revision where actual.revision < excluded.revision`,
};
const withdrawFact = { name: 'fact-withdraw', text: 'delete from fact where declaration_id = $1' };
const head = ['declaration_id', 'version', 'equipment_id', 'exercise', 'decided_at'];
const columns = [...head, ...figureColumns];
const putFact = {
  name: 'fact-put',
  text: `insert into fact (${columns.join(', ')}, estimated)
         values (${columns.map((_, index) => `$${index + 1}`).join(', ')},
           (select entitlement from estimate where declaration_id = $1 and version = $2))
         on conflict (declaration_id) do update set estimated = excluded.estimated,
           ${columns
             .slice(1)
             .map((column) => `${column} = excluded.${column}`)
             .join(', ')}`,
};
const putEstimate = {
  name: 'estimate-put',
  text: `insert into estimate (declaration_id, version, data_revision, evaluated_at, entitlement)
         values ($1, $2, $3, $4, $5)
         on conflict (declaration_id, version) do update set data_revision = excluded.data_revision,
           evaluated_at = excluded.evaluated_at, entitlement = excluded.entitlement
         where (estimate.data_revision, estimate.evaluated_at) < (excluded.data_revision, excluded.evaluated_at)`,
};

const estimateFact = {
  name: 'fact-estimate',
  text: 'update fact set estimated = $3 where declaration_id = $1 and version = $2',
};
// Declarations and verdicts come by two consumers: neither may miss what the other is about to commit.
const hold = { name: 'declaration-hold', text: 'select pg_advisory_xact_lock(hashtextextended($1::text, 1))' };

/** Makes the other consumer wait until the transaction ends, when it hears of the same declaration. */
export async function holdDeclaration(tx: Transaction, declarationId: string): Promise<void> {
  await tx.rows(hold, [declarationId]);
}

/** Keeps what is newer than what is known: repeats and disorder of events change nothing. */
export const projections = {
  async keepPerson(tx: Transaction, person: HeardPerson): Promise<void> {
    const { id, revision, subject, population, active, partnerId, name, cafCodes, habilitations } = person;
    const kept = await tx.run(putPerson, [id, revision, subject, population, active, partnerId, name, cafCodes]);
    if (kept === 0) return;
    await tx.run(clearHabilitations, [id]);
    await tx.run(putHabilitations, [
      id,
      habilitations.map((each) => each.equipmentId),
      habilitations.map((each) => each.from),
      habilitations.map((each) => each.to),
    ]);
  },

  async keepEquipment(tx: Transaction, heard: HeardEquipment): Promise<void> {
    await tx.run(putEquipment, [
      heard.id,
      heard.revision,
      heard.name,
      heard.commune,
      heard.postalCode,
      heard.partnerId,
      heard.departmentCode,
      heard.openedOn,
      heard.closedOn,
      heard.cafCode,
      heard.careType,
      heard.status,
    ]);
  },

  /** A validated version becomes a fact, in the place of the one before; any other state withdraws it. */
  async keepActual(tx: Transaction, heard: HeardActual): Promise<void> {
    const { declarationId, revision, version, equipmentId, exercise, validated } = heard;
    if ((await tx.run(putActual, [declarationId, revision])) === 0) return;
    if (validated === null) {
      await tx.run(withdrawFact, [declarationId]);
      return;
    }
    const { decidedAt, figures } = validated;
    await tx.run(putFact, [declarationId, version, equipmentId, exercise, decidedAt, ...figureValues(figures)]);
  },

  async keepEstimate(tx: Transaction, heard: HeardEstimate): Promise<void> {
    const { declarationId, version, dataRevision, evaluatedAt, entitlement } = heard;
    const kept = await tx.run(putEstimate, [declarationId, version, dataRevision, evaluatedAt, entitlement]);
    if (kept > 0) await tx.run(estimateFact, [declarationId, version, entitlement]);
  },
};

/** Tables that events alone fill, so that they can be emptied and filled again. */
export const projected = ['fact', 'actual', 'estimate', 'habilitation', 'person', 'equipment'] as const;

const holdAll = {
  name: 'projections-hold',
  text: `lock table ${projected.join(', ')} in share row exclusive mode`,
};

/** Makes every event wait until the transaction ends; readers go on reading what was there. */
export async function holdProjections(tx: Transaction): Promise<void> {
  await tx.run(holdAll);
}

/** Empties what events fill; publications, options and the journal stay. */
export async function emptyProjections(tx: Transaction): Promise<void> {
  for (const table of projected) await tx.run({ name: `projection-empty-${table}`, text: `delete from ${table}` });
}
