import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from './sha256.ts';

const privateWrapping = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicWrapping = Buffer.from('302a300506032b6570032100', 'hex');

/** An Ed25519 key that signs texts of ours, from its 32 secret bytes in base64 or base64url. */
export interface SigningKey {
  readonly id: string;
  /** 32 bytes, base64url: what verifies. */
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

/** Reads the secret. @throws Error when it is not 32 bytes */
export function signingKey(secret: string): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([privateWrapping, bytes(secret)]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64url');
  return {
    id: keyId(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  };
}

/** Public keys that are known, by their ids: the one in use and those before it. */
export function signingKeys(
  publicKeys: readonly string[],
): ReadonlyMap<string, (text: string, signature: string) => boolean> {
  return new Map(
    publicKeys.map((publicKey) => {
      const spki = Buffer.concat([publicWrapping, bytes(publicKey)]);
      const key: KeyObject = createPublicKey({ key: spki, format: 'der', type: 'spki' });
      const checks = (text: string, signature: string) =>
        verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
      return [keyId(Buffer.from(publicKey, 'base64url').toString('base64url')), checks] as const;
    }),
  );
}

function keyId(publicKey: string): string {
  return sha256(publicKey).slice(0, 16);
}

function bytes(text: string): Buffer {
  const read = Buffer.from(text, 'base64url');
  if (read.length !== 32) throw new Error('a signing key is 32 bytes in base64');
  return read;
}
