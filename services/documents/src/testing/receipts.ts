import { signedText, verificationAddress, type PrintedReceipt } from '../domain/receipt.ts';
import { receiptKeys } from '../receipt-keys.ts';
import { transmittedSheet } from './samples.ts';

/** Keys of the receipts of tests. */
export function sampleReceiptKeys(secret = 'A'.repeat(43), former: readonly string[] = []) {
  return receiptKeys(secret, former);
}

/** The receipt of the transmitted sample. */
export function sampleReceipt(): PrintedReceipt {
  const keys = sampleReceiptKeys();
  const { declarationId, version, exercise, type, transmission } = transmittedSheet();
  const statement = {
    ...{ reference: '7KQ2-M4XP-9TDR-H3VW', declarationId, version, exercise, type },
    dataHash: transmission?.dataHash ?? '',
    transmittedAt: transmission?.given.at ?? '',
  };
  return {
    ...statement,
    signature: keys.sign(signedText(statement)),
    keyId: keys.keyId,
    address: verificationAddress('https://portail.example', statement),
  };
}
