import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { beforeEach, expect, test } from '@jest/globals';
import { Refusal } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { SessionApi } from '@api/session/session-api';
import { SignIn } from '@api/session/sign-in';
import { SignedIn } from '@ui/session/signed-in';

let acts: string[];
let stays: boolean;
let away: boolean;

beforeEach(() => {
  acts = [];
  stays = false;
  away = false;
  TestBed.configureTestingModule({
    providers: [
      { provide: CurrentUser, useValue: {} },
      {
        provide: Router,
        useValue: {
          navigateByUrl: (address: string) => {
            acts.push(`leave for ${address}`);
            return Promise.resolve(!stays);
          },
        },
      },
      {
        provide: SessionApi,
        useValue: {
          signOut: () => {
            acts.push(`end, leaving: ${TestBed.inject(SignIn).leaving()}`);
            return away
              ? Promise.reject(new Refusal(503, 'NO_SERVICE', 'Le service ne répond pas.'))
              : Promise.resolve({ location: '/keycloak' });
          },
        },
      },
    ],
  });
  TestBed.inject(SignIn).go = (address) => void acts.push(`go to ${address}`);
});

const signOut = () => TestBed.inject(SignedIn).signOut();

test('the screen is left first, then the session ends here and at Keycloak', async () => {
  await signOut();
  expect(acts).toEqual(['leave for /', 'end, leaving: true', 'go to /keycloak']);
});

test('who stays on the screen stays signed in', async () => {
  stays = true;
  await signOut();
  expect(acts).toEqual(['leave for /']);
  expect(TestBed.inject(SignIn).leaving()).toBe(false);
});

test('a sign-out without an answer leaves the person signed in', async () => {
  away = true;
  await signOut();
  expect(acts).toEqual(['leave for /', 'end, leaving: true']);
  expect(TestBed.inject(SignIn).leaving()).toBe(false);
});
