import { describe, expect, test } from '@jest/globals';
import type { Act } from './access.ts';
import { listColumns, planLines, readLine, type Known, type PlannedLine } from './list-lines.ts';
import type { User } from './user.ts';

const act: Act = {
  actor: { kind: 'CAF_AGENT', id: 'a1', cafCodes: ['371'] },
  at: new Date('2026-11-28T09:00:00Z'),
};
const nursery = { id: 'e1', partnerId: 'p1', cafCode: '371', name: 'La Moufletterie', idequ: '100001' };
const annex = { id: 'e2', partnerId: 'p1', cafCode: '371', name: 'L’Annexe', idequ: '100002' };
const foreign = { id: 'e3', partnerId: 'p2', cafCode: '371', name: 'Les Voisins', idequ: '100003' };
const claire: User = {
  id: 'u1',
  revision: 4,
  subject: 's1',
  email: 'claire@moufletterie.example',
  givenName: 'Claire',
  familyName: 'Roux',
  population: 'PARTNER',
  status: 'ACTIVE',
  partnerId: 'p1',
  habilitations: [
    {
      equipmentId: 'e1',
      roles: ['APPROVER'],
      effectiveFrom: '2020-01-01',
      effectiveTo: null,
      documentReference: 'Bulletin 1',
      grantedBy: 'a1',
      grantedAt: '2020-01-01T09:00:00Z',
    },
  ],
  cafCodes: [],
  termsVersion: null,
};
const elsewhere: User = { ...claire, id: 'u2', email: 'loin@ailleurs.example', partnerId: 'p9', habilitations: [] };
const known: Known = {
  equipments: [nursery, annex, foreign],
  users: [claire, elsewhere],
  partners: [
    { id: 'p1', cafCodes: ['371'] },
    { id: 'p2', cafCodes: ['371'] },
    { id: 'p9', cafCodes: ['861'] },
  ],
};

const line = ['luc@moufletterie.example', 'Luc', 'Perrin', '100001', 'activité, finances', '01/12/2026', 'Bulletin 12'];
function rows(...lines: readonly (readonly string[])[]) {
  return lines.map((cells, index) => ({
    line: index + 2,
    cells: Object.fromEntries(listColumns.map((column, at) => [column, cells[at] ?? ''])),
    fault: undefined,
  }));
}
const plan = (...lines: readonly (readonly string[])[]): readonly PlannedLine[] =>
  planLines(rows(...lines).map(readLine), known, act);
const changed = (...changes: readonly (readonly [number, string])[]) => {
  const cells = [...line];
  for (const [index, value] of changes) cells[index] = value;
  return cells;
};

describe('reading a line', () => {
  test.each([
    ['activité', ['ACTIVITY_PROVIDER']],
    ['Fournisseur de données d’activité', ['ACTIVITY_PROVIDER']],
    ['données financières', ['FINANCIAL_PROVIDER']],
    ['APPROBATEUR + Finances', ['APPROVER', 'FINANCIAL_PROVIDER']],
    ['approbatrice et activité', ['ACTIVITY_PROVIDER', 'APPROVER']],
  ])('roles « %s »', (text, roles) => {
    expect(plan(changed([4, text]))[0]?.roles).toEqual(roles);
  });

  test.each(['01/12/2026', '1/12/2026', '2026-12-01'])('day « %s »', (text) => {
    expect(plan(changed([5, text]))[0]?.effectiveFrom).toBe('2026-12-01');
  });

  test.each<[string, [number, string], string]>([
    ['an address that is none', [0, 'luc'], 'adresse électronique'],
    ['no equipment', [3, ''], 'IDEQU'],
    ['an unknown role', [4, 'trésorier'], 'trésorier'],
    ['no role', [4, ''], 'Rôle inconnu'],
    ['a day that does not exist', [5, '31/02/2027'], 'jj/mm/aaaa'],
    ['no document', [6, ''], 'référence du document'],
    ['a day that is over', [5, '01/11/2026'], 'date d’effet est invalide'],
    ['an equipment nobody knows here', [3, '999'], 'Aucun équipement de votre Caf'],
    ['a newcomer without a name', [1, ''], 'prénom et son nom'],
    ['an address of another Caf', [0, 'loin@ailleurs.example'], 'ne peut pas être utilisée'],
  ])('refuses %s', (_what, change, reason) => {
    const [planned] = plan(changed(change));
    expect(planned).toMatchObject({ planned: 'REFUSED' });
    expect(planned?.plannedReason).toContain(reason);
  });
});

describe('planning', () => {
  test('somebody new is created once, then known; somebody known is granted; what is held is left alone', () => {
    const planned = plan(
      line,
      changed([3, '100002']),
      ['CLAIRE@moufletterie.example', '', '', 'e2', 'approbation', '01/12/2026', 'B2'],
      ['claire@moufletterie.example', '', '', '100001', 'approbation', '01/01/2026', 'B2'],
    );
    expect(planned.map((each) => each.planned)).toEqual(['CREATE', 'GRANT', 'GRANT', 'UNCHANGED']);
    expect(planned[2]).toMatchObject({ equipmentId: 'e2', equipmentName: 'L’Annexe' });
  });

  test('the second line for one person and equipment is refused, naming the first', () => {
    expect(plan(line, line)[1]?.plannedReason).toContain('ligne 2');
  });

  test('one person, one gestionnaire: also within the list', () => {
    expect(plan(line, changed([3, '100003']))[1]).toMatchObject({ planned: 'REFUSED' });
  });

  test('two equipments of one IDEQU cannot be told apart', () => {
    const twice = { ...known, equipments: [nursery, { ...annex, idequ: '100001' }] };
    expect(planLines(rows(line).map(readLine), twice, act)[0]?.plannedReason).toContain('Plusieurs équipements');
  });
});
