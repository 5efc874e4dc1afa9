import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { describe, expect, test } from '@jest/globals';
import { type GiveBackAnswer, GiveBackDialog, type GiveBackQuestion } from './give-back-dialog';

async function open(text = '') {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ animationsEnabled: false });
  const kept: string[] = [];
  const answers: GiveBackAnswer[] = [];
  const opened = TestBed.inject(MatDialog).open<GiveBackDialog, GiveBackQuestion, GiveBackAnswer>(GiveBackDialog, {
    data: { verb: 'Rendre la section à Claire Roux', text, typed: (typed) => kept.push(typed) },
  });
  opened.beforeClosed().subscribe((answer) => answers.push(answer));
  const settle = () => TestBed.inject(ApplicationRef).whenStable();
  await settle();
  const page = document.querySelector<HTMLElement>('mat-dialog-container');
  const area = page?.querySelector('textarea');
  if (!page || !area) throw new Error('the dialog is not open');
  const type = async (typed: string) => {
    area.value = typed;
    area.dispatchEvent(new Event('input'));
    await settle();
  };
  const press = async (name: string) => {
    [...page.querySelectorAll('button')].find((button) => button.textContent?.trim() === name)?.click();
    await settle();
  };
  return { page, area, type, press, answers, kept };
}

describe('the message that goes with a section given back', () => {
  test('is sent trimmed, and kept as it is typed', async () => {
    const { press, type, answers, kept } = await open();
    await type('  Revoyez les heures. ');
    await press('Rendre la section');
    expect(answers).toEqual(['Revoyez les heures.']);
    expect(kept).toEqual(['  Revoyez les heures. ']);
  });

  test('is optional', async () => {
    const { press, answers } = await open();
    await press('Rendre la section');
    expect(answers).toEqual(['']);
  });

  test('stands again as it was typed, and is not sent by who changes her mind', async () => {
    const { area, press, answers } = await open('Revoyez les heures.');
    expect(area.value).toBe('Revoyez les heures.');
    await press('Ne pas rendre');
    expect(answers).toEqual([undefined]);
  });

  test('over 2 000 characters is neither sent nor cut', async () => {
    const { page, area, type, press, answers } = await open();
    await type('x'.repeat(2_001));
    await press('Rendre la section');
    expect(answers).toEqual([]);
    expect(area.value).toHaveLength(2_001);
    expect(page.textContent).toContain('Raccourcissez-le');
  });
});
