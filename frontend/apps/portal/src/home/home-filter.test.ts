import { describe, expect, test } from '@jest/globals';
import type { HomeView } from '@api/workflow/workflow.types';
import { task } from '@testing/examples/task';
import { filterHome, homeCount, isLong } from './home-filter';

const equipment = (name: string, commune = 'Nanterre') => ({ equipmentId: name, name, commune });
const home: HomeView = {
  tasks: [task({ equipmentName: 'Les Écureuils', commune: 'Montrevel' }), task({ equipmentName: 'La Ronde' })],
  waiting: [task({ equipmentName: 'La Ronde', waitingFor: 'l’approbateur' })],
  unreadFiles: [],
  atTheCaf: [task({ equipmentName: 'La Ronde', act: 'Transmise le 12/03/2016', waitingFor: 'la Caf' })],
  equipments: [equipment('La Ronde'), equipment('Les Écureuils', 'Montrevel')],
};

describe('the filter of the home page', () => {
  test('name or commune, over tasks and equipments', () => {
    expect(filterHome(home, '')).toEqual(home);
    const found = filterHome(home, 'ecureuils montrevel');
    expect(found.tasks.map(({ equipmentName }) => equipmentName)).toEqual(['Les Écureuils']);
    expect(found.waiting).toEqual([]);
    expect(found.equipments.map(({ name }) => name)).toEqual(['Les Écureuils']);
    expect(homeCount(found)).toBe('1\u00a0action attendue, 1\u00a0équipement');
    expect(homeCount(filterHome(home, 'ronde'))).toBe(
      '1\u00a0action attendue, 1\u00a0en attente d’une autre personne, 1\u00a0à la Caf, 1\u00a0équipement',
    );
    expect(homeCount(filterHome(home, 'nulle part'))).toBe('aucune action attendue, aucun équipement');
  });

  test('a dozen needs none', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => equipment(String(index)));
    expect(isLong({ ...home, equipments: many(12) })).toBe(false);
    expect(isLong({ ...home, equipments: many(13) })).toBe(true);
    expect(isLong({ ...home, tasks: Array.from({ length: 12 }, () => task({})) })).toBe(true);
  });
});
