import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationError } from '@angular/router';
import { expect, jest, test } from '@jest/globals';
import { loadNewerVersion } from './newer-version';

const missing = new TypeError('Failed to fetch dynamically imported module: http://localhost/chunk-OLD.js');

test.each([
  [
    'a screen whose files are gone is loaded anew',
    '/',
    missing,
    '/recherche/declarations',
    ['/recherche/declarations'],
  ],
  ['a screen that was just loaded is not loaded again', '/conditions', missing, '/conditions', []],
  ['any other fault is left to who shows it', '/', new Error('no such parameter'), '/conditions', []],
])('%s', (_, pathname, error, url, loaded) => {
  const assign = jest.fn<(address: string) => void>();
  TestBed.configureTestingModule({
    providers: [{ provide: DOCUMENT, useValue: { location: { pathname, search: '', assign } } }],
  });
  TestBed.runInInjectionContext(() => loadNewerVersion(new NavigationError(1, url, error)));
  expect(assign.mock.calls.flat()).toEqual(loaded);
});
