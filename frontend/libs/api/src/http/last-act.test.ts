import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { LastAct } from '@api/http/last-act';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test.each([
  ['a key', () => document.body.dispatchEvent(new Event('keydown', { bubbles: true }))],
  ['a press', () => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))],
  ['going back', () => window.dispatchEvent(new Event('popstate'))],
])('the person is there for half a minute after %s', (_name, act) => {
  const last = TestBed.inject(LastAct);
  expect(last.isLongAgo()).toBe(false);
  jest.advanceTimersByTime(31_000);
  expect(last.isLongAgo()).toBe(true);
  act();
  expect(last.isLongAgo()).toBe(false);
});
