import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { CurrentUser } from '@api/identity/current-user';
import { ColumnChoice } from '@ui/grid/column-choice';

const me = signal({ id: 'paul' });
const choice = () =>
  TestBed.runInInjectionContext(() => new ColumnChoice('file', [{ key: 'commune', label: 'Commune' }]));

beforeEach(() => {
  localStorage.clear();
  TestBed.configureTestingModule({ providers: [{ provide: CurrentUser, useValue: { known: () => true, me } }] });
});

test('hidden columns are kept for the person who hid them, and for nobody else in this browser', () => {
  me.set({ id: 'paul' });
  const first = choice();
  expect(first.shows('commune')).toBe(true);
  first.toggle('commune');
  expect(first.shows('commune')).toBe(false);
  expect(choice().shows('commune')).toBe(false);
  me.set({ id: 'anne' });
  expect(choice().shows('commune')).toBe(true);
  me.set({ id: 'paul' });
  choice().toggle('commune');
  expect(choice().shows('commune')).toBe(true);
  expect(localStorage.length).toBe(0);
});
