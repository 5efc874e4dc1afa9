import type { AskedSummary } from '../domain/reading.ts';
import { signedText, verificationAddress, type PrintedReceipt, type Receipt } from '../domain/receipt.ts';
import type { Sheet } from '../domain/sheet.ts';
import type { ReceiptKeys, Receipts, Summaries } from './ports.ts';

/** The receipt of a version; null while it is not transmitted. */
export type ReceiptOf = (sheet: Sheet, at: Date) => Promise<PrintedReceipt | null>;

/**
 * Receipts are made and signed at the first need (the archived document, the screen) and are the same ever after, whichever key
 * is in use by then.
 * @param portal origin of the portal, where receipts are verified
 */
export function receiptIssuer(receipts: Receipts, keys: ReceiptKeys, portal: string): ReceiptOf {
  return async (sheet, at) => {
    const { declarationId, version, exercise, type, transmission } = sheet;
    if (transmission === null) return null;
    const known = await receipts.read(declarationId, version);
    const receipt =
      known ??
      (await receipts.keep(
        signed(keys, {
          ...{ reference: keys.newReference(), declarationId, version, exercise, type },
          dataHash: transmission.dataHash,
          transmittedAt: new Date(transmission.given.at).toISOString(),
        }),
        at,
      ));
    return { ...receipt, address: verificationAddress(portal, receipt) };
  };
}

function signed(keys: ReceiptKeys, statement: Omit<Receipt, 'signature' | 'keyId'>): Receipt {
  return { ...statement, signature: keys.sign(signedText(statement)), keyId: keys.keyId };
}

/** The receipt of a version that the person reads; null while nothing is known to be transmitted. */
export function receiptReader(summaries: Pick<Summaries, 'material'>, receiptOf: ReceiptOf) {
  return async ({ declarationId, version }: AskedSummary, at: Date): Promise<PrintedReceipt | null> => {
    const material = await summaries.material(declarationId, version);
    return material === null ? null : receiptOf(material.sheet, at);
  };
}
