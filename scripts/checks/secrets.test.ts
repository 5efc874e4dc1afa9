import { describe, expect, test } from '@jest/globals';
import { secretsIn } from './secrets.ts';

// Put together here, so that this file holds none.
const key = ['-----BEGIN', 'RSA PRIVATE KEY-----'].join(' ');
const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const random = ['Zk3vQ9xT', '7mLp2RwY', '8sHd4NbC'].join('');

describe('secrets in a text', () => {
  test.each([
    ['a private key', key],
    ['a token of GitHub', `curl -H "Authorization: Bearer ${token}"`],
    ['an access key of AWS', ['AKIA', 'ABCDEFGHIJKLMNOP'].join('')],
    ['a password or a key', `const clientSecret = '${random}';`],
    ['a password or a key', `"SESSION_KEY": "${random}"`],
    ['a password or a key', `DATABASE_URL=postgres://identity:${random}@db:5432/identity`],
  ])('%s is found, by its line, and not repeated', (what, text) => {
    expect(secretsIn(`first\n${text}\n`)).toEqual([{ line: 2, what }]);
  });

  test.each([
    "const password = 'moufle2016';",
    "password: secrets.of('nats-administrator')",
    '"secret": "${PORTAIL_PORTAL_CLIENT_SECRET}"',
    'postgres://user:password@localhost:5432/db',
    "token: 'the-token-of-the-request'",
  ])('%s is none', (text) => {
    expect(secretsIn(text)).toEqual([]);
  });
});
