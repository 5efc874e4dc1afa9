import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Encrypts what is kept in Redis: whoever reads Redis finds no token and no name. */
export interface Seal {
  /** Encrypts a text; it opens only under the same `place` (the key of Redis), so that two values cannot be swapped. */
  close(text: string, place: string): string;
  /** The text, or undefined when it was not closed by this key under this place. */
  open(sealed: string, place: string): string | undefined;
}

/**
 * AES-256-GCM with a fresh nonce for each text.
 * @param keys the first closes; every one opens, so that a key can be changed while people work
 */
export function sealWith(...keys: readonly Buffer[]): Seal {
  const [first] = keys;
  if (first === undefined) throw new Error('a seal needs a key');
  return {
    close: (text, place) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', first, iv, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(place));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64');
    },
    open: (sealed, place) => {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < ivBytes + tagBytes) return undefined;
      for (const key of keys) {
        const text = opened(bytes, key, place);
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}

function opened(bytes: Buffer, key: Buffer, place: string): string | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined; // another key or a changed value: the caller treats it as absent
  }
}

/** A random value of 256 bits for a cookie. */
export function randomValue(): string {
  return randomBytes(32).toString('base64url');
}

/** What stands in Redis for a random value: reading Redis does not give a cookie. */
export function fingerprintOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
