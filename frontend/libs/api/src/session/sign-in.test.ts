import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SignIn } from '@api/session/sign-in';

const assign = jest.fn<(address: string) => void>();

beforeEach(() => {
  assign.mockClear();
  const location = { pathname: '/declarations/1/saisie-activite', search: '?a=b', hash: '#champ', assign };
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [{ provide: DOCUMENT, useValue: { location } }] });
});

describe('there is no session', () => {
  test('who comes is sent to sign in, and back to the same screen', () => {
    const signIn = TestBed.inject(SignIn);
    void signIn.again();
    const back = encodeURIComponent('/declarations/1/saisie-activite?a=b#champ');
    expect(assign.mock.calls).toEqual([[`/auth/login?returnTo=${back}`]]);
    expect(signIn.ended()).toBe(false);
  });

  test('who was at work is told, and leaves when she chooses to, once', () => {
    const signIn = TestBed.inject(SignIn);
    signIn.known();
    void signIn.again();
    expect(signIn.ended()).toBe(true);
    expect([assign.mock.calls.length, signIn.leaving()]).toEqual([0, false]);
    signIn.reconnect();
    signIn.reconnect();
    expect([assign.mock.calls.length, signIn.leaving()]).toEqual([1, true]);
  });
});
