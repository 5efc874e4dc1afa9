import { expect, test } from '@jest/globals';
import { operations, schemas, type Schema } from './openapi.ts';

// Quality.md 3, property level: what a schema does not name is refused when it is sent, and never leaves in an answer.
test('every object of the documents is closed, or a map whose values have a schema', () => {
  const objects = schemas().filter(({ schema }) => schema.type === 'object' || schema.properties !== undefined);
  expect(objects.length).toBeGreaterThan(100);
  const open = objects.filter(
    ({ schema }) => schema.additionalProperties === undefined || schema.additionalProperties === true,
  );
  expect(open.map(({ where }) => where)).toEqual([]);
});

test('a map that is sent holds single values, never objects', () => {
  const sent = schemas().filter(({ where, schema }) => where.includes(' body') && isMap(schema));
  expect(sent.length).toBeGreaterThan(0);
  const nested = sent.filter(({ schema }) => /properties|items/.test(JSON.stringify(schema.additionalProperties)));
  expect(nested.map(({ where }) => where)).toEqual([]);
});

test('an operation has one name', () => {
  const names = operations().map(({ id }) => id);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

function isMap({ additionalProperties }: Schema): boolean {
  return typeof additionalProperties === 'object';
}
