import { TestBed } from '@angular/core/testing';
import { Router, type ActivatedRouteSnapshot, type RouterStateSnapshot } from '@angular/router';
import { expect, jest, test } from '@jest/globals';
import { SignIn } from '@api/session/sign-in';
import { Ask } from '@ui/dialogs/ask';
import { Messages } from '@ui/messages/message-bar';
import { SIGNING_OUT } from '@ui/session/signed-in';
import { leaveGuard, type MayHoldUnsaved } from './leave-guard';

/** Leaves a screen; the person answers « Rester » to any question. */
function leave(screen: MayHoldUnsaved | null, questions: string[] = []) {
  const stays: Pick<Ask, 'confirm'> = {
    confirm: ({ title }) => {
      questions.push(title);
      return Promise.resolve(false);
    },
  };
  TestBed.configureTestingModule({ providers: [{ provide: Ask, useValue: stays }] });
  const nowhere = {} as RouterStateSnapshot;
  return TestBed.runInInjectionContext(() => leaveGuard(screen, {} as ActivatedRouteSnapshot, nowhere, nowhere));
}

test('nothing typed, nothing asked', async () => {
  const screen = { unsaved: () => false, answered: () => Promise.resolve() };
  expect(await leave(screen)).toBe(true);
});

test('a screen that never stood is left freely', async () => {
  expect(await leave(null)).toBe(true);
});

test('what is typed and not saved is asked about', async () => {
  const questions: string[] = [];
  const screen = { unsaved: () => true, answered: () => Promise.resolve() };
  expect(await leave(screen, questions)).toBe(false);
  expect(questions).toEqual(['Quitter sans enregistrer\u202f?']);
});

test('signing out asks in its own words: nothing is kept then', async () => {
  const navigation = { extras: { info: SIGNING_OUT } };
  TestBed.configureTestingModule({
    providers: [{ provide: Router, useValue: { currentNavigation: () => navigation } }],
  });
  const questions: string[] = [];
  const screen = { unsaved: () => true, answered: () => Promise.resolve() };
  expect(await leave(screen, questions)).toBe(false);
  expect(questions).toEqual(['Se déconnecter sans enregistrer\u202f?']);
});

test('a save under way is waited for, not asked about', async () => {
  let saving = true;
  let answer!: () => void;
  const saved = new Promise<void>((resolve) => (answer = resolve));
  const questions: string[] = [];
  const leaving = leave({ unsaved: () => saving, answered: () => saved }, questions);
  saving = false;
  answer();
  expect(await leaving).toBe(true);
  expect(questions).toEqual([]);
});

test('offline no other page comes: it is said, and one stays', async () => {
  const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const questions: string[] = [];
  const never = new Promise<void>(() => undefined);
  expect(await leave({ unsaved: () => true, answered: () => never }, questions)).toBe(false);
  expect(questions).toHaveLength(0);
  expect(TestBed.inject(Messages).current()?.text).toContain('une autre page ne peut pas s’ouvrir');
  online.mockRestore();
});

test('on the way to sign-in, neither waited nor asked', async () => {
  TestBed.inject(SignIn).leaving.set(true);
  const never = new Promise<void>(() => undefined);
  const screen = { unsaved: () => true, answered: () => never };
  const nowhere = {} as RouterStateSnapshot;
  const answer = TestBed.runInInjectionContext(() =>
    leaveGuard(screen, {} as ActivatedRouteSnapshot, nowhere, nowhere),
  );
  expect(await answer).toBe(true);
});
