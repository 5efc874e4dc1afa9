import { hash, randomBytes } from 'node:crypto';

let draw = (): Uint8Array => randomBytes(16);

/**
 * Draws the ids of this process from a seed from now on, so that a set of sample data is the same everywhere: a load from
 * a fixed seed, and the test that compares it with what the commands write. Never called by a service.
 */
export function drawIdsFrom(seed: string): void {
  let drawn = 0;
  draw = () => hash('sha256', `${seed}/${(drawn += 1)}`, 'buffer').subarray(0, 16);
}

/**
 * A new UUID version 7 (RFC 9562): ids sort by creation time, so indexes stay compact.
 * @param at instant of creation
 */
export function newId(at: Date): string {
  const bytes = Buffer.from(draw());
  const milliseconds = BigInt(at.getTime());
  for (let index = 0; index < 6; index += 1) {
    bytes[index] = Number((milliseconds >> BigInt(8 * (5 - index))) & 0xffn);
  }
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
