import { describe, expect, test } from '@jest/globals';
import { control, line, section } from '@testing/examples/declaration';
import { diffOf } from './section-diff';

const attended = line({ field: 'attendedHours', code: 'A08', label: 'Heures réalisées' });
const days = line({ field: 'openingDays', code: 'A03', label: 'Jours', kind: 'INTEGER', unit: 'DAYS' });
const meals = line({ field: 'suppliesMeals', code: 'A07', label: 'Repas', kind: 'BOOLEAN', unit: 'YES_NO' });

describe('what is declared beside the reference year', () => {
  test('a figure carries its gap in its unit and in percent', () => {
    const [row] = diffOf(
      section({ lines: [attended], values: { attendedHours: 4512350 } }),
      { attendedHours: 4000000 },
      [],
    );
    expect(row).toMatchObject({
      declared: '45\u202f123,50\u00a0h',
      previous: '40\u202f000,00\u00a0h',
      gap: '+5\u202f123,50\u00a0h (+12,81\u202f%)',
      change: 'changed',
    });
  });

  test('days are whole', () => {
    const [row] = diffOf(section({ lines: [days], values: { openingDays: 218 } }), { openingDays: 220 }, []);
    expect(row?.gap).toBe('−2\u00a0jours (−0,91\u202f%)');
  });

  test('the same figure is said identical, and is not marked', () => {
    const [row] = diffOf(section({ lines: [days], values: { openingDays: 220 } }), { openingDays: 220 }, []);
    expect(row).toMatchObject({ gap: 'identique', change: 'same' });
  });

  test('an answer that changed is marked in words', () => {
    const [row] = diffOf(section({ lines: [meals], values: { suppliesMeals: true } }), { suppliesMeals: false }, []);
    expect(row).toMatchObject({ declared: 'Oui', previous: 'Non', gap: 'changé', change: 'changed' });
  });

  test('without a reference year nothing is compared', () => {
    const [row] = diffOf(section({ lines: [days], values: { openingDays: 220 } }), null, []);
    expect(row).toMatchObject({ previous: '', gap: '', change: 'not-comparable' });
  });

  test('a figure the reference year does not have is not compared with zero', () => {
    const [row] = diffOf(section({ lines: [days], values: { openingDays: 220 } }), {}, []);
    expect(row).toMatchObject({ previous: 'non saisi', gap: '', change: 'not-comparable' });
  });

  test('what nobody types is never « non saisi », and is left out when it is worked out elsewhere', () => {
    const derived = { kind: 'DECIMAL', unit: 'HOURS', requirement: 'DERIVED' } as const;
    const lines = [
      line({ field: 'theoreticalCapacity', ...derived }),
      line({ field: 'concertationHours', ...derived }),
    ];
    const rows = diffOf(section({ lines, derived: { theoreticalCapacity: 4000000 } }), {}, []);
    expect(rows.map(({ field, previous }) => [field, previous])).toEqual([['theoreticalCapacity', '—']]);
  });

  test('the total of the reference year is the sum of its typed lines', () => {
    const euro = { unit: 'EURO', group: 'Charges', side: 'CHARGES' } as const;
    const lines = [
      line({ field: 'c60', ...euro }),
      line({ field: 'c64', ...euro }),
      line({ field: 'totalExpenses', ...euro, requirement: 'DERIVED' }),
    ];
    const declared = section({
      key: 'financial',
      lines,
      values: { c60: 100, c64: 300 },
      derived: { totalExpenses: 400 },
    });
    expect(diffOf(declared, { c60: 100, c64: 100 }, [])[2]).toMatchObject({
      previous: '2,00\u00a0€',
      gap: '+2,00\u00a0€ (+100,00\u202f%)',
      total: true,
    });
  });

  test('a field names the points raised on it, information left out', () => {
    const raised = [control({ code: 'ACT-12' }), control({ code: 'ACT-30', severity: 'INFO' })];
    const [row] = diffOf(section({ lines: [attended], values: {} }), null, raised);
    expect(row?.points).toEqual(['ACT-12']);
  });
});
