import { expect, test } from '@jest/globals';
import { Type } from 'typebox';
import { commonVariables, readConfig, storeVariables } from './config.ts';

const good = {
  PORT: '4210',
  KEYCLOAK_URL: 'http://localhost:4202',
  DATABASE_URL: 'postgres://u:p@localhost/equipment',
  NATS_URL: 'nats://localhost:4204',
  NATS_USER: 'equipment',
  NATS_PASSWORD: 'secret',
  AUDIT_ROOT_KEY: 'A'.repeat(43),
  AUDIT_ROOT_DIR: '/roots',
};

test('reads types and defaults', () => {
  const configuration = readConfig({ ...commonVariables, ...storeVariables }, { ...good, OTHER: 'left alone' });
  expect(configuration).toMatchObject({ PORT: 4210, HOST: '127.0.0.1', KEYCLOAK_REALM: 'portail' });
  expect('OTHER' in configuration).toBe(false);
});

test('names every variable at fault', () => {
  const read = () =>
    readConfig({ ...commonVariables, ...storeVariables }, { ...good, PORT: 'eighty', DATABASE_URL: 'nowhere' });
  expect(read).toThrow('PORT');
  expect(read).toThrow('DATABASE_URL');
});

test.each([
  [{ ...good, PORT: 'eighty' }, 'PORT'],
  [{ ...good, DATABASE_URL: 'nowhere' }, 'DATABASE_URL'],
  [{ ...good, NATS_USER: '' }, 'NATS_USER'],
  [{ ...good, AUDIT_ROOT_KEY: 'short' }, 'AUDIT_ROOT_KEY'],
])('refuses and names %#', (environment, name) => {
  expect(() =>
    readConfig({ ...commonVariables, ...storeVariables, FLAG: Type.Optional(Type.Boolean()) }, environment),
  ).toThrow(name);
});
