import type { Reading } from '../domain/reading.ts';
import type { ChecksSignature, Receipt } from '../domain/receipt.ts';
import type { Keeping, Summary, SummaryMaterial } from '../domain/summary.ts';

/** Which kept document: of a version, as it was then, for one reading. */
export interface SummaryKey {
  readonly declarationId: string;
  readonly version: number;
  readonly keeping: Keeping;
  readonly reading: Reading;
}

/** A document as it is served for ever. */
export interface KeptSummary {
  readonly pdf: Buffer;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** A document still to be made and kept, for those who read all of it. */
export type ArchiveRequest = Omit<SummaryKey, 'reading'>;

/** Where summaries come from and stay. */
export interface Summaries {
  /** Null when this version is not known here. */
  material(declarationId: string, version: number): Promise<SummaryMaterial | null>;
  kept(key: SummaryKey): Promise<KeptSummary | null>;
  /** Keeps a document with a line in the journal, in one transaction; answers with the one that was there first, if any. */
  keep(key: SummaryKey, pdf: Buffer, at: Date): Promise<KeptSummary>;
  /** The request whose turn it is, or null. */
  nextRequest(now: Date): Promise<ArchiveRequest | null>;
  /** Later: a little at first, then at most ten minutes. */
  putOff(request: ArchiveRequest, now: Date): Promise<void>;
  fulfil(request: ArchiveRequest): Promise<void>;
}

/** Where receipts stay. */
export interface Receipts {
  read(declarationId: string, version: number): Promise<Receipt | null>;
  /** Keeps it with a line in the journal, in one transaction; answers with the one that was there first, if any. */
  keep(receipt: Receipt, at: Date): Promise<Receipt>;
}

/** What signs receipts and knows whose signature stands under one. */
export interface ReceiptKeys {
  /** A reference that nobody guesses. */
  readonly newReference: () => string;
  /** Names the key in use. */
  readonly keyId: string;
  readonly sign: (text: string) => string;
  readonly checks: ChecksSignature;
  /** With what anybody checks them, the key in use first. */
  readonly published: readonly { readonly keyId: string; readonly publicKey: string }[];
}

/**
 * Makes a PDF of a summary; a ticket is what its place is asked by while it waits.
 * @throws PrinterDown when it cannot be done now; PrinterBusy when too many wait already
 */
export type Print = (summary: Summary, ticket?: string) => Promise<Buffer>;

/** How many documents come before the one of a ticket; undefined for a ticket that is not here. */
export type Ahead = (ticket: string) => number | undefined;

/** No document could be made: the browser is missing, or failed each time it was tried. */
export class PrinterDown extends Error {
  constructor(cause: unknown) {
    super('no PDF could be made', { cause });
    this.name = 'PrinterDown';
  }
}

/** Too many documents are asked for at once: this one would come too late for who waits. */
export class PrinterBusy extends Error {
  /** How many come before. */
  readonly ahead: number;

  constructor(ahead: number) {
    super(`${ahead} documents come before`);
    this.name = 'PrinterBusy';
    this.ahead = ahead;
  }
}
