import { TestBed } from '@angular/core/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { Refusal } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { CardForm } from './card-form';

beforeEach(() => {
  sessionStorage.clear();
  TestBed.configureTestingModule({ providers: [{ provide: CurrentUser, useValue: { me: () => ({ id: 'agent' }) } }] });
});

const make = () => TestBed.runInInjectionContext(() => new CardForm<{ text: string }>('note'));
const stale = new Refusal(409, 'STALE_VERSION', 'Une autre personne a enregistré entre-temps.');

test('what is typed survives a refusal and a reload, not a save', async () => {
  const form = make();
  form.restore('e1');
  form.open({ text: '' }, 'note-text');
  form.set('text', 'Bonjour');
  TestBed.tick();
  await form.submit({ send: () => Promise.resolve(stale), fieldOf: () => null, done: 'Fait.' });
  expect(form.draft()).toEqual({ text: 'Bonjour' });
  expect(form.errors()).toEqual([{ fieldId: null, message: stale.message }]);

  const reloaded = make();
  reloaded.restore('e2');
  expect(reloaded.draft()).toBeNull();
  reloaded.restore('e1');
  expect(reloaded.draft()).toEqual({ text: 'Bonjour' });
  await reloaded.submit({ send: () => Promise.resolve(null), fieldOf: () => null, done: 'Fait.' });
  expect([reloaded.draft(), reloaded.done()]).toEqual([null, 'Fait.']);

  const later = make();
  later.restore('e1');
  expect(later.draft()).toBeNull();
});

test('two presses send once', async () => {
  const form = make();
  form.open({ text: 'x' }, 'note-text');
  let sent = 0;
  const act = { send: () => Promise.resolve((sent++, null)), fieldOf: () => null, done: 'Fait.' };
  await Promise.all([form.submit(act), form.submit(act)]);
  expect(sent).toBe(1);
});
