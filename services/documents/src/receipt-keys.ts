import { randomBytes } from 'node:crypto';
import { signingKey, signingKeys } from '@portail/platform/pure/signing-key.ts';
import { referenceFrom } from './domain/receipt.ts';
import type { ReceiptKeys } from './usecases/ports.ts';

/**
 * Signs receipts with the key in use and knows those before it.
 * @param secret 32 bytes in base64
 * @param former public keys, in base64, of receipts signed before the key was changed
 */
export function receiptKeys(secret: string, former: readonly string[]): ReceiptKeys {
  const key = signingKey(secret);
  const publicKeys = [key.publicKey, ...former];
  const known = signingKeys(publicKeys);
  const ids = [...known.keys()];
  return {
    newReference: () => referenceFrom(randomBytes(16)),
    keyId: key.id,
    sign: key.sign,
    checks: (keyId, text, signature) => known.get(keyId)?.(text, signature) ?? false,
    published: publicKeys.map((publicKey, index) => ({ keyId: ids[index] ?? '', publicKey })),
  };
}
