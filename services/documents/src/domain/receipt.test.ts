import { describe, expect, test } from '@jest/globals';
import { readHash, readReference, referenceFrom, signedText, verificationAddress } from './receipt.ts';

const statement = {
  reference: '2345-6789-ABCD-EFGH',
  declarationId: '01890000-0000-7000-8000-000000000001',
  version: 1,
  exercise: 2015,
  type: 'ACTUAL' as const,
  dataHash: 'ab'.repeat(32),
  transmittedAt: '2016-03-12T09:05:00.000Z',
};

describe('a reference', () => {
  test('is made of letters that nobody takes for one another', () => {
    expect(referenceFrom(Uint8Array.from({ length: 16 }, (_, index) => index))).toBe('2345-6789-ABCD-EFGH');
    expect(referenceFrom(new Uint8Array(32).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  });

  test.each(['2345-6789-ABCD-EFGH', '23456789abcdefgh', ' 2345 6789 – abcd efgh '])(
    'typed as « %s » is found',
    (typed) => {
      expect(readReference(typed)).toBe('2345-6789-ABCD-EFGH');
    },
  );

  test.each(['', '2345', '2345-6789-ABCD-EFGH-2', '%'])('« %s » cannot be one', (typed) => {
    expect(readReference(typed)).toBeNull();
  });
});

test('a hash is read whatever its case and spaces', () => {
  expect(readHash(' AB cd\n')).toBe('abcd');
});

test('what is signed changes with each of its parts, and with nothing else', () => {
  const text = signedText(statement);
  const { reference, ...rest } = statement;
  expect(signedText({ ...rest, reference })).toBe(text);
  const others = [
    { ...statement, reference: '2345-6789-ABCD-EFGJ' },
    { ...statement, declarationId: '01890000-0000-7000-8000-000000000002' },
    { ...statement, version: 2 },
    { ...statement, exercise: 2016 },
    { ...statement, type: 'FORECAST' as const },
    { ...statement, dataHash: 'ac'.repeat(32) },
    { ...statement, transmittedAt: '2016-03-12T09:05:00.001Z' },
  ];
  expect(new Set([text, ...others.map(signedText)]).size).toBe(8);
});

test('the address carries the reference and the hash', () => {
  expect(verificationAddress('https://portail.example', statement)).toBe(
    `https://portail.example/verification?reference=2345-6789-ABCD-EFGH&empreinte=${'ab'.repeat(32)}`,
  );
});
