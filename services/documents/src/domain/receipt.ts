import { canonicalJson } from '@portail/platform/pure/canonical-json.ts';
import type { DeclarationType } from './sheet.ts';

/** What a receipt is about: a version as it was transmitted, under a name that tells nothing of it. */
export interface ReceiptStatement {
  /** `7KQ2-M4XP-9TDR-H3VW`. */
  readonly reference: string;
  readonly declarationId: string;
  readonly version: number;
  readonly exercise: number;
  readonly type: DeclarationType;
  /** SHA-256, hexadecimal, of the canonical declared data. */
  readonly dataHash: string;
  /** ISO 8601. */
  readonly transmittedAt: string;
}

/** A statement with our signature over it. */
export interface Receipt extends ReceiptStatement {
  /** Ed25519 over {@link signedText}, base64url. */
  readonly signature: string;
  readonly keyId: string;
}

/** A receipt as it is printed: with the page where anybody verifies it. */
export interface PrintedReceipt extends Receipt {
  readonly address: string;
}

/** Whether one of our keys, by its id, put this signature under this text; false for a key that is not known. */
export type ChecksSignature = (keyId: string, text: string, signature: string) => boolean;

/** The very text that is signed. */
export function signedText(statement: ReceiptStatement): string {
  const { reference, declarationId, version, exercise, type, dataHash, transmittedAt } = statement;
  return canonicalJson({ reference, declarationId, version, exercise, type, dataHash, transmittedAt });
}

// Without letters and figures that people take for one another; 32 of them, so that a byte falls on each as often.
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const letters = 16;

/** A reference from at least sixteen random bytes: eighty bits, not to be guessed nor counted up. */
export function referenceFrom(random: Uint8Array): string {
  return grouped(Array.from(random.subarray(0, letters), (byte) => alphabet.charAt(byte % alphabet.length)).join(''));
}

/** A reference as somebody typed it: spaces, hyphens and case do not count. Null when it cannot be one. */
export function readReference(typed: string): string | null {
  const kept = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return kept.length === letters ? grouped(kept) : null;
}

/** A SHA-256 as somebody typed it: spaces and case do not count. */
export function readHash(typed: string): string {
  return typed.toLowerCase().replace(/\s/g, '');
}

function grouped(text: string): string {
  return text.replace(/(.{4})(?!$)/g, '$1-');
}

/** Where anybody verifies a receipt; the QR code leads there. @param portal origin of the portal */
export function verificationAddress(portal: string, { reference, dataHash }: ReceiptStatement): string {
  return `${portal}/verification?${new URLSearchParams({ reference, empreinte: dataHash }).toString()}`;
}
