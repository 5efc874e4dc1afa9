import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Plumbing1700000000000 } from '../db/plumbing-migration.ts';
import { chainBreak } from '../pure/journal-chain.ts';
import { signingKey } from '../pure/signing-key.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { JournalAudit1700000000020 } from './audit-migration.ts';
import { verificationWords } from './audit-words.ts';
import { appendToJournal, readChain, verifyJournal } from './journal.ts';
import { chainsGoneBack, type RootWriting, writeRoot } from './root.ts';
import { verifyRoots } from './verify-roots.ts';

jest.setTimeout(60_000);

let store: TestDatabase;
let owner: pg.Client;
let directory = '';
const key = signingKey(Buffer.alloc(32, 7).toString('base64url'));
const minutes = (count: number) => new Date(Date.parse('2016-03-01T09:00:00Z') + count * 60_000);

const entry = (value: number) => ({
  type: 'Saved',
  at: minutes(value).toISOString(),
  actor: { id: 'u1' },
  data: { value },
});
const write = (chain: string, ...values: number[]) =>
  store.database.transaction((tx) => appendToJournal(tx, chain, values.map(entry)));

beforeAll(async () => {
  store = await createTestDatabase({
    service: 'damage',
    migrations: [Plumbing1700000000000, JournalAudit1700000000020],
  });
  owner = new pg.Client({ connectionString: store.ownerUrl });
  await owner.connect();
  await owner.query('alter table journal disable trigger journal_append_only');
  directory = await mkdtemp(join(tmpdir(), 'roots-'));
  await write('d1', 1, 2, 3, 4, 5);
  await write('d2', 1, 2, 3, 4, 5);
});
afterAll(async () => {
  await owner.end();
  await store.drop();
  await rm(directory, { recursive: true });
});

/** Does it in a transaction that is undone afterwards, and says what is seen meanwhile. */
async function damaged<T>(sql: readonly string[], see: (db: typeof store.database) => Promise<T>): Promise<T> {
  await owner.query('create table if not exists kept_journal as select * from journal');
  await owner.query('create table if not exists kept_head as select * from journal_head');
  try {
    for (const each of sql) await owner.query(each);
    return await see(store.database);
  } finally {
    await owner.query('delete from journal');
    await owner.query('insert into journal select * from kept_journal');
    await owner.query('delete from journal_head');
    await owner.query('insert into journal_head select * from kept_head');
    await owner.query('drop table kept_journal, kept_head');
  }
}

const shift = (by: number, from: number) =>
  `update journal set sequence = sequence + ${by} where chain = 'd1' and sequence >= ${from}`;
const far = 1_000;

/** The six kinds (quality.md 3), each as somebody with the owner’s rights would do it. */
const kinds: readonly [kind: string, sql: readonly string[], words: RegExp][] = [
  [
    'modify',
    [`update journal set data = '{"value":99}' where chain = 'd1' and sequence = 3`],
    /ligne 3 ne correspond plus/,
  ],
  ['delete', [`delete from journal where chain = 'd1' and sequence = 3`], /ligne 4 est lue à la place de la ligne 3/],
  [
    'delete and renumber',
    [`delete from journal where chain = 'd1' and sequence = 3`, shift(far, 4), shift(-far - 1, far)],
    /ligne 3 ne suit pas la précédente/,
  ],
  [
    'insert',
    [
      shift(far, 3),
      `insert into journal select chain, 3, type, at, actor, '{"value":7}', previous, hash
       from journal where chain = 'd1' and sequence = ${3 + far}`,
      shift(1 - far, far),
    ],
    /ligne 3 ne correspond plus/,
  ],
  [
    'reorder',
    [
      `update journal set sequence = ${far} where chain = 'd1' and sequence = 2`,
      `update journal set sequence = 2 where chain = 'd1' and sequence = 3`,
      `update journal set sequence = 3 where chain = 'd1' and sequence = ${far}`,
    ],
    /ligne 2 ne suit pas la précédente/,
  ],
  ['truncate', [`delete from journal where chain = 'd1' and sequence > 3`], /5 lignes attendues, 3 trouvées/],
  [
    'swap between chains',
    [
      `update journal set chain = 'x', sequence = ${far} where chain = 'd1' and sequence = 1`,
      `update journal set chain = 'd1' where chain = 'd2' and sequence = 1`,
      `update journal set chain = 'd2', sequence = 1 where chain = 'x'`,
    ],
    /ligne 1 ne correspond plus/,
  ],
];

describe('damage to the journal', () => {
  test('none: every chain holds, in words', async () => {
    expect(await verifyJournal(store.database)).toEqual([]);
    const { lines, head } = await readChain(store.database, 'd1');
    expect(verificationWords(lines.length, head.hash, chainBreak(lines, head))).toBe(
      `5 lignes, chaîne intacte, dernière empreinte ${head.hash.slice(0, 16)}…`,
    );
  });

  test.each(kinds)('%s is found, and where, in words', async (_kind, sql, words) => {
    await damaged(sql, async (db) => {
      expect((await verifyJournal(db)).map(({ chain }) => chain)).toContain('d1');
      const { lines, head } = await readChain(db, 'd1');
      expect(verificationWords(lines.length, head.hash, chainBreak(lines, head))).toMatch(words);
    });
  });

  test('a chain of which nothing is left, or whose head is gone, is found', async () => {
    const gone = [`delete from journal where chain = 'd1'`];
    expect(await damaged(gone, verifyJournal)).toEqual([{ chain: 'd1', fault: 'head says 5 lines, 0 found' }]);
    const headless = [`delete from journal_head where chain = 'd1'`];
    expect(await damaged(headless, verifyJournal)).toEqual([{ chain: 'd1', fault: 'head says 0 lines, 5 found' }]);
  });
});

describe('the signed root', () => {
  const writing = (instance: string): RootWriting => ({
    ...{ database: store.database, directory, service: 'damage', instance, key },
  });
  const check = (publicKeys = [key.publicKey]) =>
    verifyRoots(store.database, { directory, service: 'damage', publicKeys });

  test('is written every ten minutes, whichever replica is first, with the heads that moved', async () => {
    const together = await Promise.all([writeRoot(writing('one'), minutes(0)), writeRoot(writing('two'), minutes(0))]);
    expect(together.filter((each) => each !== null)).toMatchObject([{ number: 1, chains: 2, lines: 10 }]);
    expect(await writeRoot(writing('two'), minutes(9))).toBeNull();
    await write('d3', 1);
    expect(await writeRoot(writing('two'), minutes(10))).toMatchObject({
      ...{ number: 2, chains: 3, lines: 11, instance: 'two' },
      heads: [['d3', 1, expect.any(String)]],
    });
    expect(await check()).toEqual({ roots: 2, at: minutes(10).toISOString(), chains: 3, faults: [] });
  });

  test('chains that grow since still match', async () => {
    await write('d3', 2);
    expect((await check()).faults).toEqual([]);
  });

  test('a tail cut off with its head, which the chain alone cannot show, is found', async () => {
    const cut = [
      `delete from journal where chain = 'd2' and sequence > 3`,
      `update journal_head set sequence = 3, hash = (select hash from journal where chain = 'd2' and sequence = 3) where chain = 'd2'`,
    ];
    await damaged(cut, async (db) => {
      expect(await verifyJournal(db)).toEqual([]);
      expect((await check()).faults).toEqual(['chain d2: line 5, the last one when it was signed, is gone']);
      expect(await chainsGoneBack(db)).toEqual(['d2']);
    });
    const whole = [`delete from journal where chain = 'd2'`, `delete from journal_head where chain = 'd2'`];
    expect((await damaged(whole, () => check())).faults).toEqual([
      'chain d2: line 5, the last one when it was signed, is gone',
    ]);
  });

  test('a line changed, or taken away, in the files is found; so is a key that is not known', async () => {
    const names = (await readdir(directory)).sort();
    const file = join(directory, names.find((name) => name.includes('two')) ?? '');
    const content = await readFile(file, 'utf8');
    const faultsWith = async (changed: string) => {
      await writeFile(file, changed);
      const { faults } = await check();
      await writeFile(file, content);
      return faults.join('\n');
    };
    expect(await faultsWith(content.replace('"lines":11', '"lines":10'))).toContain('its signature does not hold');
    expect(await faultsWith('')).toContain('the database knows of root 2');
    expect(await faultsWith(`${content}{"cut":`)).toContain('unreadable');
    expect((await check([signingKey('B'.repeat(43)).publicKey])).faults.join()).toContain('is not known');
  });

  test('after a rotation both keys verify', async () => {
    const next = signingKey('C'.repeat(43));
    await writeRoot({ ...writing('one'), key: next }, minutes(20));
    expect((await check([key.publicKey, next.publicKey])).faults).toEqual([]);
  });
});
