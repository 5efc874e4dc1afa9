import { createCipheriv, hash, randomBytes } from 'node:crypto';

let draw = (): Uint8Array => randomBytes(16);

/**
 * Draws the ids of this process from a seed from now on, so that a set of sample data is the same everywhere: a load from
 * a fixed seed, and the test that compares it with what the commands write. Never called by a service.
 */
export function drawIdsFrom(seed: string): void {
  const key = hash('sha256', seed, 'buffer');
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  let [drawn, next] = [Buffer.alloc(0), 0];
  draw = () => {
    if (next === drawn.length) [drawn, next] = [stream.update(Buffer.alloc(4_096)), 0];
    return drawn.subarray(next, (next += 16));
  };
}

/**
 * A new UUID version 7 (RFC 9562): ids sort by creation time, so indexes stay compact.
 * @param at instant of creation
 */
export function newId(at: Date): string {
  const bytes = Buffer.from(draw());
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a lower-case UUID text. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
