import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { CurrentUser } from '@api/identity/current-user';
import { declaration } from '@testing/examples/declaration';
import { DeclarationStore } from '../declaration-store';
import { CommentDraft } from './comment-draft';

async function open() {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), DeclarationStore, CommentDraft],
  });
  const loading = TestBed.inject(CurrentUser).load();
  TestBed.inject(HttpTestingController).expectOne('/api/identity/me').flush({ id: 'claire' });
  await loading;
  const store = TestBed.inject(DeclarationStore);
  store.take(declaration({ revision: 3, comment: 'Saisie en mars.' }));
  return { store, comment: TestBed.inject(CommentDraft) };
}

beforeEach(() => sessionStorage.clear());

test('what is typed stays when the declaration moves meanwhile', async () => {
  const { store, comment } = await open();
  expect(comment.text()).toBe('Saisie en mars.');
  comment.type('Saisie en avril.');
  store.take(declaration({ revision: 4, comment: 'Saisie en mars.' }));
  expect(comment.text()).toBe('Saisie en avril.');
  expect(comment.unsaved()).toBe(true);
});

test('what is typed survives a reload, until saved', async () => {
  (await open()).comment.type('Saisie en avril.');
  const { store, comment } = await open();
  expect(comment.text()).toBe('Saisie en avril.');
  store.take(declaration({ revision: 4, comment: 'Saisie en avril.' }));
  comment.saved('Saisie en avril.');
  expect(comment.unsaved()).toBe(false);
  expect((await open()).comment.text()).toBe('Saisie en mars.');
});

test('what is typed while a save is under way is not taken for saved', async () => {
  const { store, comment } = await open();
  comment.type('Saisie en avril.');
  comment.type('Saisie en avril, revue en mai.');
  store.take(declaration({ revision: 4, comment: 'Saisie en avril.' }));
  comment.saved('Saisie en avril.');
  expect(comment.text()).toBe('Saisie en avril, revue en mai.');
  expect(comment.unsaved()).toBe(true);
});
