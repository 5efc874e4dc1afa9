import { expect, test } from '@jest/globals';
import { errorForLog } from './error-for-log.ts';

test('neither the statement, its values nor the detail of a refusal of PostgreSQL is said', () => {
  const refused = Object.assign(new Error('duplicate key value violates unique constraint "person_email"'), {
    code: '23505',
    detail: 'Key (email)=(claire.roux@moufle.example) already exists.',
    parameters: ['Claire Roux', 4_512_00],
    query: "insert into person values ('Claire Roux')",
  });
  const said = JSON.stringify(errorForLog(refused));
  expect(JSON.parse(said)).toMatchObject({ type: 'Error', code: '23505' });
  expect(said).not.toMatch(/Claire|451200|insert|moufle/);
});

test('values that a message quotes and addresses are replaced, in the cause too', () => {
  const cause = new Error('550 <claire.roux@moufle.example> unknown');
  const said = errorForLog(new Error('invalid input syntax for type integer: "12 enfants"', { cause }));
  expect(said.message).toBe('invalid input syntax for type integer: [value]');
  expect(said.cause?.message).toBe('550 <[address]> unknown');
  expect(said.stack).toContain('    at ');
});

test('what was thrown without being an error is not quoted', () => {
  expect(errorForLog('Claire Roux')).toEqual({
    type: 'string',
    message: 'thrown without being an error',
    stack: '',
  });
});
