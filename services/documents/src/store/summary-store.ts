import type { Database, Queryable, Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { Equipment } from '../domain/equipment.ts';
import type { Reading } from '../domain/reading.ts';
import type { ClosedVersion, Sheet } from '../domain/sheet.ts';
import type { Keeping, SummaryMaterial } from '../domain/summary.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { ArchiveRequest, KeptSummary, Summaries } from '../usecases/ports.ts';

/** Channel on which it is announced that a document is to be kept. */
export const archiveChannel = 'archive';

const material = {
  name: 'summary-material',
  text: `select s.content as sheet, q.content as equipment, v.content as verdict,
           (select c from sheet latest, jsonb_array_elements(latest.content->'closed') as c
            where latest.declaration_id = $1 and (c->>'version')::integer = $2
            order by latest.version desc limit 1) as closed
         from sheet s
         join equipment q on q.id = s.equipment_id
         left join verdict v on v.declaration_id = s.declaration_id and v.version = s.version
         where s.declaration_id = $1 and s.version = $2`,
};
const kept = {
  name: 'summary-read',
  text: `select pdf, sha256 from summary where declaration_id = $1 and version = $2 and keeping = $3 and reading = $4`,
};
const insert = {
  name: 'summary-insert',
  text: `insert into summary (declaration_id, version, keeping, reading, pdf, sha256, rendered_at)
         values ($1, $2, $3, $4, $5, encode(sha256($5), 'hex'), $6) on conflict do nothing returning sha256`,
};
const nextRequest = {
  name: 'archive-request-next',
  text: `select declaration_id as "declarationId", version, keeping from archive_request
         where due_at <= $1 order by due_at limit 1`,
};
const putOff = {
  name: 'archive-request-put-off',
  text: `update archive_request set attempts = attempts + 1,
           due_at = $4::timestamptz + interval '5 seconds' * least(power(2, attempts), 120)
         where declaration_id = $1 and version = $2 and keeping = $3`,
};
const fulfil = {
  name: 'archive-request-delete',
  text: 'delete from archive_request where declaration_id = $1 and version = $2 and keeping = $3',
};

interface MaterialRow {
  readonly sheet: Sheet;
  readonly equipment: Equipment;
  readonly verdict: Verdict | null;
  readonly closed: ClosedVersion | null;
}

/** Summaries in PostgreSQL: what they are made of, those that are kept, those still to keep. */
export function summaryStore(database: Database): Summaries {
  return {
    material: (declarationId, version) => readMaterial(database, declarationId, version),
    kept: async (key) => {
      const { declarationId, version, keeping, reading } = key;
      const [row] = await database.rows<KeptSummary>(kept, [declarationId, version, keeping, reading]);
      return row ?? null;
    },
    keep: (key, pdf, at) => database.transaction((tx) => keep(tx, key, pdf, at)),
    nextRequest: async (now) => {
      const [row] = await database.rows<ArchiveRequest>(nextRequest, [now]);
      return row ?? null;
    },
    putOff: async ({ declarationId, version, keeping }, now) => {
      await database.run(putOff, [declarationId, version, keeping, now]);
    },
    fulfil: async ({ declarationId, version, keeping }) => {
      await database.run(fulfil, [declarationId, version, keeping]);
    },
  };
}

async function readMaterial(db: Queryable, declarationId: string, version: number): Promise<SummaryMaterial | null> {
  const [row] = await db.rows<MaterialRow>(material, [declarationId, version]);
  return row ?? null;
}

/** The first one stays: whoever comes second gets that one. Its hash goes to the journal with it. */
async function keep(
  tx: Transaction,
  key: { declarationId: string; version: number; keeping: Keeping; reading: Reading },
  pdf: Buffer,
  at: Date,
): Promise<KeptSummary> {
  const { declarationId, version, keeping, reading } = key;
  const values = [declarationId, version, keeping, reading];
  const [made] = await tx.rows<{ sha256: string }>(insert, [...values, pdf, at]);
  if (made === undefined) {
    const [first] = await tx.rows<KeptSummary>(kept, values);
    if (first === undefined) throw new Error(`the summary of ${declarationId} version ${version} is gone`);
    return first;
  }
  await appendToJournal(tx, declarationId, [
    {
      type: 'SummaryKept',
      at: at.toISOString(),
      actor: { id: 'documents', name: 'Portail' },
      data: { version, keeping, reading, sha256: made.sha256 },
    },
  ]);
  return { pdf, sha256: made.sha256 };
}
