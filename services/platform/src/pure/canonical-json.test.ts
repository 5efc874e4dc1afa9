import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type Json } from './canonical-json.ts';

// Names that JSON would write in an order of its own are among them: numbers, and the one of a prototype.
const name = fc.oneof(fc.string(), fc.integer({ min: 0, max: 30 }).map(String), fc.constant('__proto__'));
const { value: anyValue } = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 6 }),
    tie('object'),
  ),
  object: fc.array(fc.tuple(name, tie('value')), { maxLength: 6 }).map((members) => Object.fromEntries(members)),
}));

/** The rule as one would say it. */
function said(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(said).join(',')}]`;
  const members = Object.entries(value) as [string, Json][];
  members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${said(member)}`).join(',')}}`;
}

test('names are in order at every depth, and nothing else changes', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(canonicalJson(value)).toBe(said(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('an object of a thousand names, each with members of its own, is written by the same rule', () => {
  const many = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`id-${(index * 7) % 1_000}`, { [`z${index}`]: index, a: [{ b: 1 }] }]),
  );
  expect(canonicalJson(many)).toBe(said(many));
  expect(canonicalJson([many, 'a', null])).toBe(said([many, 'a', null]));
});

test('members that are not there are left out, items that are not there are null', () => {
  expect(canonicalJson({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}');
  expect(canonicalJson(undefined)).toBe('null');
});
