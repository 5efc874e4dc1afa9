import type { Queryable } from '@portail/platform/db/database.ts';
import { readHash, readReference, signedText, type ChecksSignature, type Receipt } from '../domain/receipt.ts';
import type { DeclarationType } from '../domain/sheet.ts';

/** What a paper says of itself, as somebody typed it. */
export interface PrintedProof {
  readonly reference: string;
  readonly hash: string;
}

/** What anybody may know of a document: whether it is what was transmitted, and whether it still counts. */
export interface Verification {
  readonly result: 'AUTHENTIC' | 'DIFFERENT' | 'UNKNOWN';
  /** Which hash it was: the one that is printed, of the data, or that of the very file. */
  readonly compared: 'DATA' | 'FILE' | null;
  readonly exercise: number | null;
  readonly type: DeclarationType | null;
  readonly version: number | null;
  readonly transmittedAt: string | null;
  /** True once a later version follows, or the declaration was cancelled. */
  readonly superseded: boolean;
}

interface Row extends Omit<Receipt, 'transmittedAt'> {
  readonly transmittedAt: Date;
  readonly superseded: boolean;
  readonly isFile: boolean;
}

const find = {
  name: 'receipt-verify',
  text: `select r.reference, r.declaration_id as "declarationId", r.version, r.exercise, r.type, r.data_hash as "dataHash",
           r.transmitted_at as "transmittedAt", r.signature, r.key_id as "keyId",
           latest.version > r.version or latest.content->>'status' = 'CANCELLED' as superseded,
           exists (select 1 from summary s
                   where s.declaration_id = r.declaration_id and s.version = r.version and s.sha256 = $2) as "isFile"
         from receipt r
         join lateral (select s.version, s.content from sheet s where s.declaration_id = r.declaration_id
                       order by s.version desc limit 1) latest on true
         where r.reference = $1`,
};

const nothingSaid = {
  ...{ compared: null, exercise: null, type: null, version: null, transmittedAt: null },
  superseded: false,
} as const;

/**
 * Compares a printed reference and hash with what was transmitted and signed. Of a document that is not ours nothing more is
 * said: the reference alone must not tell who declared what and when. No figure nor name ever leaves.
 */
export async function verifyReceipt(
  db: Queryable,
  checks: ChecksSignature,
  proof: PrintedProof,
): Promise<Verification> {
  const reference = readReference(proof.reference);
  const hash = readHash(proof.hash);
  const [row] = reference === null ? [] : await db.rows<Row>(find, [reference, hash]);
  if (row === undefined) return { result: 'UNKNOWN', ...nothingSaid };
  const { exercise, type, version, superseded, isFile, keyId, signature, dataHash } = row;
  const transmittedAt = row.transmittedAt.toISOString();
  const compared = hash === dataHash ? 'DATA' : isFile ? 'FILE' : null;
  if (compared === null || !checks(keyId, signedText({ ...row, transmittedAt }), signature)) {
    return { result: 'DIFFERENT', ...nothingSaid };
  }
  return { result: 'AUTHENTIC', compared, exercise, type, version, transmittedAt, superseded };
}
