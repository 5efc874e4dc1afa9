import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { LineName, lineName } from '@ui/sections/line-name';

const account = { code: '70641', label: 'Participations familiales' };
const datum = { code: 'A02', label: 'Nombre de places' };
const named = { code: '', label: 'Commentaire' };

test('plain words lead, except an account’s number', () => {
  expect([account, datum, named].map(lineName)).toEqual([
    '70641 Participations familiales',
    'Nombre de places (A02)',
    'Commentaire',
  ]);
});

test('beside a figure too', async () => {
  const shown = await Promise.all(
    [account, datum, named].map(async ({ code, label }) => {
      const name = TestBed.createComponent(LineName);
      name.componentRef.setInput('code', code);
      name.componentRef.setInput('label', label);
      await name.whenStable();
      return (name.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ').trim();
    }),
  );
  expect(shown).toEqual(['70641 Participations familiales', 'Nombre de places A02', 'Commentaire']);
});
