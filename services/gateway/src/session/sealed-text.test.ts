import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { fingerprintOf, randomValue, sealWith } from './sealed-text.ts';

const seal = sealWith(randomBytes(32));

test('opens what it closed, and only there', () => {
  const sealed = seal.close('Mme Roux, jeton', 'a');
  expect(sealed).not.toContain('Roux');
  expect(seal.open(sealed, 'a')).toBe('Mme Roux, jeton');
  expect(seal.open(sealed, 'b')).toBeUndefined();
  expect(sealWith(randomBytes(32)).open(sealed, 'a')).toBeUndefined();
});

test('never closes twice alike', () => {
  expect(seal.close('same', 'a')).not.toBe(seal.close('same', 'a'));
});

test('a changed or cut value does not open', () => {
  const bytes = Buffer.from(seal.close('text', 'a'), 'base64');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(seal.open(changed.toString('base64'), 'a')).toBeUndefined();
  }
  expect(seal.open(bytes.subarray(0, 20).toString('base64'), 'a')).toBeUndefined();
  expect(seal.open('', 'a')).toBeUndefined();
});

test('a random value has 256 bits and another fingerprint', () => {
  const value = randomValue();
  expect(Buffer.from(value, 'base64url')).toHaveLength(32);
  expect(fingerprintOf(value)).not.toBe(value);
  expect(fingerprintOf(value)).toBe(fingerprintOf(value));
});

test('a key is changed: what the former closed still opens, what is closed now opens by both ways round', () => {
  const [former, next] = [randomBytes(32), randomBytes(32)];
  const sealed = sealWith(former).close('text', 'place');
  expect(sealWith(next, former).open(sealed, 'place')).toBe('text');
  expect(sealWith(former, next).open(sealWith(next, former).close('text', 'place'), 'place')).toBe('text');
  expect(sealWith(next).open(sealed, 'place')).toBeUndefined();
});
