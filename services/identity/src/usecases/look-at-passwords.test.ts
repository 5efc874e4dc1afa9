import { expect, test } from '@jest/globals';
import type { Transaction } from '@portail/platform/db/database.ts';
import type { UserEvent } from '../domain/events.ts';
import type { User } from '../domain/user.ts';
import { lookAtPasswords } from './look-at-passwords.ts';
import type { IdentityPorts, SeenPassword } from './ports.ts';

const user: User = {
  ...{ id: 'u1', revision: 3, subject: 's1', email: 'a@b.example', givenName: 'Ada', familyName: 'Moufle' },
  ...{ population: 'PARTNER', status: 'ACTIVE', partnerId: 'p1', habilitations: [], cafCodes: [], termsVersion: null },
};
const day = (number: number) => new Date(Date.UTC(2016, 8, number));

/** What is said when the password known since one day holds since another. */
async function seen(knownSince: Date | null, since: Date | null, kept = true): Promise<readonly UserEvent[]> {
  const said: UserEvent[] = [];
  const waiting: SeenPassword[] = [{ id: 'u1', subject: 's1', knownSince }];
  const ports = {
    transaction: (work: (tx: Transaction) => Promise<unknown>) => work({} as Transaction),
    users: {
      passwordsToLookAt: async () => waiting.splice(0),
      passwordLookedAt: async () => kept,
      load: async () => user,
    },
    accounts: { passwordSince: async () => since },
    record: async (_tx: Transaction, _after: User, events: readonly UserEvent[]) => void said.push(...events),
  } as unknown as IdentityPorts;
  expect(await lookAtPasswords(ports)).toBe(true);
  expect(await lookAtPasswords(ports)).toBe(false);
  return said;
}

test('a password that is newer than the one known is said, the first look only notes it', async () => {
  expect(await seen(day(1), day(2))).toEqual([{ type: 'PasswordChanged', changedAt: day(2).toISOString() }]);
  expect(await seen(null, day(2))).toEqual([]);
  expect(await seen(day(2), day(2))).toEqual([]);
  expect(await seen(day(2), null)).toEqual([]);
});

test('of two processes that see it, one says it', async () => {
  expect(await seen(day(1), day(2), false)).toEqual([]);
});
