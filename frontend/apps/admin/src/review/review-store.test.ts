import { webcrypto } from 'node:crypto';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { describe, expect, test } from '@jest/globals';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { declaration } from '@testing/examples/declaration';
import { ReviewStore } from './review-store';

// jsdom has no randomUUID.
Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });

const motive = 'Le total des heures facturées ne correspond pas.';
const transmitted = declaration({ status: 'SUBMITTED', revision: 4, acts: ['VALIDATE', 'REJECT'] });

/** One turn of the loop: the refusal has gone from the client to the store. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

async function loaded() {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting(), ReviewStore] });
  const store = TestBed.inject(ReviewStore);
  const http = TestBed.inject(HttpTestingController);
  const reading = store.load('d1');
  const answerReview = (view: DeclarationView) =>
    http.expectOne('/api/workflow/declarations/d1/review').flush({ declaration: view, previous: null });
  answerReview(transmitted);
  await reading;
  const rejection = () => http.expectOne('/api/workflow/declarations/d1/rejection');
  return { store, answerReview, rejection };
}

function refuse(request: TestRequest, status: number, code: string): void {
  request.flush({ code, detail: `Refus ${code}` }, { status, statusText: code });
}

describe('a decision on a transmitted declaration', () => {
  test('carries the revision read and says what happened', async () => {
    const { store, rejection } = await loaded();
    const decided = store.decide('REJECT', motive);
    const sent = rejection();
    expect(sent.request.headers.get('If-Match')).toBe('"4"');
    expect(sent.request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent.request.body).toEqual({ motive, remarks: [], limited: false });
    sent.flush(declaration({ status: 'IN_PROGRESS', revision: 5, version: 2 }));
    expect(await decided).toBe(true);
    expect(store.confirmation()).toContain('la version 1 est rejetée');
    expect(store.declaration()?.version).toBe(2);
  });

  test('on a stale revision the page is read again and the next press is a new act on it', async () => {
    const { store, answerReview, rejection } = await loaded();
    const first = store.decide('REJECT', motive);
    const sent = rejection();
    const firstKey = sent.request.headers.get('Idempotency-Key');
    refuse(sent, 409, 'STALE_VERSION');
    await turn();
    answerReview({ ...transmitted, revision: 7 });
    expect(await first).toBe(false);
    expect(store.decisionRefusal()).toContain('La page est à jour');

    void store.decide('REJECT', motive);
    const again = rejection();
    expect(again.request.headers.get('If-Match')).toBe('"7"');
    expect(again.request.headers.get('Idempotency-Key')).not.toBe(firstKey);
  });

  test('without an answer, pressing again is the same act', async () => {
    const { store, rejection } = await loaded();
    const first = store.decide('REJECT', motive);
    const sent = rejection();
    refuse(sent, 503, 'UNAVAILABLE');
    expect(await first).toBe(false);
    expect(store.decisionRefusal()).toBe('Refus UNAVAILABLE');

    void store.decide('REJECT', motive);
    expect(rejection().request.headers.get('Idempotency-Key')).toBe(sent.request.headers.get('Idempotency-Key'));
  });

  test('when someone else decided, the refusal is said and the act is no longer offered', async () => {
    const { store, answerReview, rejection } = await loaded();
    const decided = store.decide('REJECT', motive);
    refuse(rejection(), 422, 'ALREADY_VALIDATED');
    await turn();
    answerReview(declaration({ status: 'VALIDATED', revision: 5, acts: ['REOPEN'] }));
    expect(await decided).toBe(false);
    expect(store.decisionRefusal()).toBe('Refus ALREADY_VALIDATED');
    expect(store.may('REJECT')).toBe(false);
  });
});
