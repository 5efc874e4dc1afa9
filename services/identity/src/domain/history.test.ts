import { expect, test } from '@jest/globals';
import { actorWords, historyWords } from './history.ts';

const row = { roles: ['APPROVER'], effectiveFrom: '2026-12-01', documentReference: 'Bulletin 12' };

test.each<[string, Record<string, unknown>, string, string]>([
  ['UserRegistered', {}, 'Compte créé', ''],
  [
    'HabilitationGranted',
    { to: [{ ...row, effectiveFrom: '2020-01-01' }, row] },
    'Rôles accordés',
    'Moufle\u202f: approbateur, à partir du 01/12/2026 (Bulletin 12)',
  ],
  [
    'HabilitationRevoked',
    { effectiveFrom: '2026-12-01', documentReference: 'Lettre' },
    'Rôles retirés',
    'Moufle\u202f: tous les rôles, à partir du 01/12/2026 (Lettre)',
  ],
  // Lines written before withdrawals carried a day.
  ['HabilitationRevoked', { to: [] }, 'Rôles retirés', 'Moufle\u202f: tous les rôles'],
  ['TermsAccepted', { to: '2016-07' }, 'Conditions générales acceptées', 'version 2016-07'],
  ['UserSuspended', {}, 'Accès suspendu', ''],
  ['UserReinstated', {}, 'Accès rétabli', ''],
  ['PasswordChangeForced', {}, 'Changement de mot de passe demandé', 'à la prochaine connexion'],
  ['PasswordChanged', { changedAt: '2016-09-12T10:42:00.000Z' }, 'Mot de passe modifié', ''],
])('%s', (type, data, act, details) => {
  expect(historyWords({ type, data, equipmentName: 'Moufle' })).toEqual({ act, details });
});

test('an event without words is a fault of ours', () => {
  expect(() => historyWords({ type: 'Unknown', data: {}, equipmentName: null })).toThrow('no history words');
});

test('who did it is named, or said by kind', () => {
  expect([actorWords('CAF_AGENT', 'Paul Lambert'), actorWords('SYSTEM', null)]).toEqual(['Paul Lambert', 'le service']);
});
