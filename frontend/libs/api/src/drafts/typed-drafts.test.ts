import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import { CurrentUser } from '@api/identity/current-user';

async function draftsOf(id: string): Promise<TypedDrafts> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const loading = TestBed.inject(CurrentUser).load();
  TestBed.inject(HttpTestingController).expectOne('/api/identity/me').flush({ id });
  await loading;
  return TestBed.inject(TypedDrafts);
}

beforeEach(() => sessionStorage.clear());

test('what is typed survives a reload, for the same person only', async () => {
  (await draftsOf('claire')).keep('d1', { a: '12,345' });
  expect((await draftsOf('claire')).read('d1')).toEqual({ a: '12,345' });
  expect((await draftsOf('paul')).read('d1')).toBeNull();
});

test('saved, it is forgotten; signing out forgets everything of ours and nothing else', async () => {
  const drafts = await draftsOf('claire');
  sessionStorage.setItem('other', 'kept');
  drafts.keep('d1', 1);
  drafts.keep('d2', 2);
  drafts.forget('d1');
  expect(drafts.read('d1')).toBeNull();
  expect(drafts.read('d2')).toBe(2);
  drafts.forgetAll();
  expect(drafts.read('d2')).toBeNull();
  expect(sessionStorage.getItem('other')).toBe('kept');
});
