import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { line, section } from '@testing/examples/declaration';
import { SectionTable } from '@ui/sections/section-table';

const euro = { unit: 'EURO', side: 'CHARGES', group: 'Résultat' } as const;
const lines = [
  line({ field: 'attendedHours', label: 'Heures réalisées' }),
  line({ field: 'theoreticalCapacityHours', label: 'Capacité', requirement: 'DERIVED' }),
  line({ field: 'teamMeetingHours', label: 'Heures de concertation', requirement: 'DERIVED' }),
  line({ field: 'surplus', label: 'Excédent', requirement: 'DERIVED', ...euro }),
  line({ field: 'deficit', label: 'Déficit', requirement: 'DERIVED', ...euro }),
];

async function rowsOf(derived: Record<string, number | null>) {
  TestBed.resetTestingModule();
  const shown = TestBed.createComponent(SectionTable);
  shown.componentRef.setInput('section', section({ lines, derived }));
  await shown.whenStable();
  const rows = [...(shown.nativeElement as HTMLElement).querySelectorAll('tr')];
  return rows.map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()).join(' | '));
}

test('what nobody typed is « non saisi »; a figure worked out elsewhere, or a result there is not, takes no line', async () => {
  const rows = await rowsOf({ theoreticalCapacityHours: null, surplus: 121066, deficit: 0 });
  expect(rows).toHaveLength(3);
  expect(rows[0]).toBe('Heures réalisées ATT | non saisi');
  expect(rows[1]).toBe('Capacité THE | —');
  expect(rows[2]).toMatch(/Excédent SUR \| 1.210,66.€/);
});
