import type { Database, Queryable, Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { Receipts } from '../usecases/ports.ts';

const read = {
  name: 'receipt-read',
  text: `select reference, declaration_id as "declarationId", version, exercise, type, data_hash as "dataHash",
           transmitted_at as "transmittedAt", signature, key_id as "keyId"
         from receipt where declaration_id = $1 and version = $2`,
};
const insert = {
  name: 'receipt-insert',
  text: `insert into receipt (declaration_id, version, reference, exercise, type, data_hash, transmitted_at, signature, key_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (declaration_id, version) do nothing`,
};

/** Receipts in PostgreSQL, with a line in the journal for each. */
export function receiptStore(database: Database): Receipts {
  return {
    read: (declarationId, version) => readReceipt(database, declarationId, version),
    keep: (receipt, at) => database.transaction((tx) => keep(tx, receipt, at)),
  };
}

async function readReceipt(db: Queryable, declarationId: string, version: number): Promise<Receipt | null> {
  const [row] = await db.rows<Omit<Receipt, 'transmittedAt'> & { readonly transmittedAt: Date }>(read, [
    declarationId,
    version,
  ]);
  return row === undefined ? null : { ...row, transmittedAt: row.transmittedAt.toISOString() };
}

/** The first one stays: whoever comes second gets that one. */
async function keep(tx: Transaction, receipt: Receipt, at: Date): Promise<Receipt> {
  const { declarationId, version, reference, exercise, type, dataHash, transmittedAt, signature, keyId } = receipt;
  const values = [declarationId, version, reference, exercise, type, dataHash, transmittedAt, signature, keyId];
  if ((await tx.run(insert, values)) === 0) {
    const first = await readReceipt(tx, declarationId, version);
    if (first === null) throw new Error(`the receipt of ${declarationId} version ${version} is gone`);
    return first;
  }
  await appendToJournal(tx, declarationId, [
    {
      type: 'ReceiptIssued',
      at: at.toISOString(),
      actor: { id: 'documents', name: 'Portail' },
      data: { version, reference, dataHash, keyId },
    },
  ]);
  return receipt;
}
