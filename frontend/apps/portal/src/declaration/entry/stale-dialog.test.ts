import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { describe, expect, test } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { line } from '@testing/examples/declaration';
import type { Difference } from './section-form';
import { type StaleAnswer, StaleDialog, type StaleQuestion } from './stale-dialog';

const attended = line({ field: 'attendedHours', code: 'A08', label: 'Heures réalisées' });
const days = line({ field: 'openingDays', code: 'A03', label: 'Jours d’ouverture', kind: 'INTEGER', unit: 'DAYS' });

async function open(differences: Difference[], by = 'Mme Roux') {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ animationsEnabled: false });
  const question: StaleQuestion = { by, differences, typed: () => 'quatre mille' };
  const opened = TestBed.inject(MatDialog).open<StaleDialog, StaleQuestion, StaleAnswer>(StaleDialog, {
    data: question,
  });
  const answer = firstValueFrom(opened.afterClosed());
  await TestBed.inject(ApplicationRef).whenStable();
  const page = document.querySelector<HTMLElement>('mat-dialog-container');
  if (!page) throw new Error('the dialog is not open');
  const button = (text: string) =>
    [...page.querySelectorAll('button')].find((each) => each.textContent?.includes(text));
  return { page, answer, button };
}

const contested: Difference = { line: attended, mine: { ok: true, value: 460000 }, theirs: 470000, contested: true };
const taken: Difference = { line: days, mine: { ok: true, value: 220 }, theirs: 219, contested: false };

describe('two people saved the same section', () => {
  test('both values are shown, mine chosen first, the other changes listed', async () => {
    const { page } = await open([contested, taken]);
    expect(page.textContent).toContain('Mme Roux a enregistré cette section entre-temps');
    expect([...page.querySelectorAll('label strong')].map((each) => each.textContent)).toEqual([
      '4\u202f600,00\u00a0h',
      '4\u202f700,00\u00a0h',
    ]);
    expect([...page.querySelectorAll<HTMLInputElement>('input')].map((each) => each.checked)).toEqual([true, false]);
    expect(page.querySelector('li')?.textContent).toContain('219\u00a0jours');
  });

  test('another window of the same person is not someone else', async () => {
    const { page } = await open([contested], 'you');
    expect(page.querySelector('h2')?.textContent).toContain(
      'Vous avez enregistré cette section dans une autre fenêtre',
    );
    expect([...page.querySelectorAll('label')].map((each) => each.textContent?.trim().split(' ')[0])).toEqual([
      'Dans',
      'Dans',
    ]);
    expect(page.textContent).not.toContain('sien');
  });

  test('saving the choices tells which fields keep mine', async () => {
    const { page, answer, button } = await open([contested]);
    page.querySelectorAll<HTMLInputElement>('input')[1]?.click();
    button('Enregistrer ces choix')?.click();
    expect(await answer).toEqual(new Set());
  });

  test('one button keeps everything I typed', async () => {
    const { page, answer, button } = await open([contested]);
    page.querySelectorAll<HTMLInputElement>('input')[1]?.click();
    button('Garder tous mes chiffres')?.click();
    expect(await answer).toEqual(new Set(['attendedHours']));
  });

  test('going back chooses nothing', async () => {
    const { answer, button } = await open([contested]);
    button('Revenir à ma saisie')?.click();
    expect(await answer).toBeUndefined();
  });

  test('what I typed is shown even when it cannot be read', async () => {
    const { page } = await open([{ ...contested, mine: { ok: false, message: 'x' } }]);
    expect(page.querySelector('label strong')?.textContent).toBe('quatre mille');
  });
});
