import { describe, expect, test } from '@jest/globals';
import type { PartnerPeople } from '@api/identity/people.types';
import { cellKey, cellNote, changesOf, changeWords, heldRoles } from './matrix-changes';

const period = (equipmentId: string, effectiveTo: string | null) => ({
  equipmentId,
  roles: ['APPROVER' as const],
  effectiveFrom: '2026-01-01',
  effectiveTo,
});
const person = { revision: 1, email: 'c@x.example', status: 'ACTIVE' as const, lastSignInAt: null };
const partner: PartnerPeople = {
  id: 'p1',
  name: 'Les Moufles',
  equipments: [
    { id: 'e1', name: 'Moufle', commune: 'Nantes', idequ: '1' },
    { id: 'e2', name: 'Annexe', commune: 'Nantes', idequ: '2' },
  ],
  users: [
    { ...person, id: 'u1', givenName: 'Camille', familyName: 'Roux', habilitations: [period('e1', null)] },
    { ...person, id: 'u2', givenName: 'Luc', familyName: 'Perrin', habilitations: [period('e1', '2026-12-31')] },
  ],
};

describe('the boxes of a gestionnaire', () => {
  test('show what is held for good; what ends is not ticked', () => {
    const held = heldRoles(partner);
    expect([...held]).toEqual([
      ['u1 e1', ['APPROVER']],
      ['u1 e2', []],
      ['u2 e1', []],
      ['u2 e2', []],
    ]);
  });

  test('changes are counted cell by cell and said in words', () => {
    const held = heldRoles(partner);
    const ticked = new Map(held).set(cellKey('u1', 'e1'), ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER']);
    const changes = changesOf(partner, held, ticked);
    expect(changes).toHaveLength(1);
    expect(changes.map((change) => changeWords(partner, change, '2026-06-01'))).toEqual([
      'Camille Roux, Moufle\u202f: ajouter activité, finances\u202f; retirer approbation',
    ]);
  });

  test('what was planned for later counts from the day of the change, and is named', () => {
    const change = { userId: 'u1', equipmentId: 'e1', roles: ['ACTIVITY_PROVIDER' as const, 'APPROVER' as const] };
    expect(changeWords(partner, change, '2025-06-01')).toBe(
      'Camille Roux, Moufle\u202f: ajouter activité, approbation\u202f; remplacer ce qui était prévu à partir du 01/01/2026',
    );
  });

  test('what begins or ends is said beside the boxes', () => {
    const [camille, luc] = partner.users as [PartnerPeople['users'][number], PartnerPeople['users'][number]];
    expect(cellNote(camille, 'e1', '2026-06-01')).toBe('');
    expect(cellNote(camille, 'e1', '2025-06-01')).toBe('à partir du 01/01/2026');
    expect(cellNote(luc, 'e1', '2026-06-01')).toBe('approbation jusqu’au 31/12/2026');
    const replaced = {
      ...luc,
      habilitations: [...luc.habilitations, { ...period('e1', null), effectiveFrom: '2027-01-01' }],
    };
    expect(cellNote(replaced, 'e1', '2026-06-01')).toBe(
      'approbation jusqu’au 31/12/2026\u202f; à partir du 01/01/2027',
    );
    expect(cellNote(camille, 'e2', '2026-06-01')).toBe('');
  });

  test('a box ticked and unticked is no change', () => {
    const held = heldRoles(partner);
    expect(changesOf(partner, held, new Map(held))).toEqual([]);
  });
});
