import { randomUUID } from 'node:crypto';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ApiClient } from '@api/http/api-client';
import { Announcer } from '@ui/messages/announcer';
import { SummaryButton } from './summary-button';

const said: string[] = [];
let places: (number | null)[];
let refuse: (error: HttpErrorResponse) => void;

beforeEach(() => {
  jest.useFakeTimers();
  // jsdom has no randomUUID.
  Object.defineProperty(crypto, 'randomUUID', { configurable: true, value: randomUUID });
  said.length = 0;
  TestBed.configureTestingModule({
    providers: [
      { provide: Announcer, useValue: { say: (words: string) => said.push(words) } },
      {
        provide: ApiClient,
        useValue: {
          file: () => new Promise((_, reject) => (refuse = reject)),
          read: () => {
            const ahead = places.shift();
            return ahead === undefined ? Promise.reject(new Error('away')) : Promise.resolve({ ahead });
          },
        },
      },
    ],
  });
});

afterEach(() => {
  jest.useRealTimers();
});

test('who waits sees how many come before, second by second, and hears it once', async () => {
  places = [12, 1, null];
  const fixture = TestBed.createComponent(SummaryButton);
  fixture.componentRef.setInput('declarationId', 'one');
  fixture.componentRef.setInput('version', 1);
  const element = fixture.nativeElement as HTMLElement;
  const words = () => element.textContent?.replace(/\s+/g, ' ').trim();
  fixture.detectChanges();
  element.querySelector('button')?.click();
  const second = async () => {
    await jest.advanceTimersByTimeAsync(1_000);
    fixture.detectChanges();
  };
  await second();
  expect(words()).toBe('Préparation de la synthèse… 12 synthèses passent avant la vôtre.');
  await second();
  expect(words()).toBe('Préparation de la synthèse… 1 synthèse passe avant la vôtre.');
  // Nobody knows any more: the last place stays until the document or its refusal comes.
  await second();
  await second();
  expect(words()).toBe('Préparation de la synthèse… 1 synthèse passe avant la vôtre.');
  expect(said).toEqual(['12\u00a0synthèses passent avant la vôtre.']);

  refuse(new HttpErrorResponse({ status: 503 }));
  await jest.advanceTimersByTimeAsync(0);
  fixture.detectChanges();
  expect(words()).toContain('Télécharger la synthèse (PDF)');
  expect(words()).not.toContain('avant la vôtre');
  const left = said.length;
  await second();
  expect(said).toHaveLength(left);
});
