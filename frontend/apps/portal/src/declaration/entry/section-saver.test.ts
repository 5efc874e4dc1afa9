import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { describe, expect, test } from '@jest/globals';
import type { DeclarationView, Values } from '@api/workflow/workflow.types';
import { declaration, line, section } from '@testing/examples/declaration';
import { DeclarationStore } from '../declaration-store';
import { SectionForm } from './section-form';
import { SectionSaver } from './section-saver';

const attended = line({ field: 'attendedHours', code: 'A08' });
const invoiced = line({ field: 'invoicedHours', code: 'A09' });
const URL = '/api/workflow/declarations/d1';
const SAVE = `${URL}/sections/activity`;

function view(revision: number, values: Values): DeclarationView {
  return declaration({
    revision,
    sections: { activity: section({ lines: [attended, invoiced], values }), financial: null },
  });
}

function start(values: Values = { attendedHours: 100_00, invoicedHours: null }) {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), DeclarationStore, SectionSaver],
  });
  const store = TestBed.inject(DeclarationStore);
  store.take(view(3, values));
  const form = new SectionForm(store.declaration().sections.activity, 3, null);
  return { store, form, saver: TestBed.inject(SectionSaver), http: TestBed.inject(HttpTestingController) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const stale = [
  { code: 'STALE_VERSION', status: 409, detail: 'Modifié entre-temps.' },
  { status: 409, statusText: 'Conflict' },
] as const;

describe('saving a section', () => {
  test('only what changed is sent, on the revision it rests on, with the header of our pages', () => {
    const { form, saver, http } = start();
    form.type('invoicedHours', '120');
    void saver.save('activity', form);
    expect(saver.state()).toEqual({ kind: 'saving' });
    const { request } = http.expectOne(SAVE);
    expect(request.body).toEqual({ values: { invoicedHours: 120_00 } });
    expect(request.headers.get('If-Match')).toBe('"3"');
    expect(request.headers.get('X-Portail-Request')).toBe('1');
    expect(request.method).toBe('PUT');
  });

  test('an accepted save leaves nothing to save', async () => {
    const { form, saver, store, http } = start();
    form.type('invoicedHours', '120');
    const saving = saver.save('activity', form);
    http.expectOne(SAVE).flush(view(4, { attendedHours: 100_00, invoicedHours: 120_00 }));
    expect(await saving).toEqual({ kind: 'saved' });
    expect(form.dirty()).toBe(false);
    expect(store.declaration().revision).toBe(4);
    expect(saver.state()).toMatchObject({ kind: 'saved' });
  });

  test('a refusal of the service keeps every figure typed', async () => {
    const { form, saver, http } = start();
    form.type('invoicedHours', '120');
    const saving = saver.save('activity', form);
    const errors = [{ path: '/values/invoicedHours', code: 'ACT-B10', message: 'Format invalide.' }];
    http
      .expectOne(SAVE)
      .flush({ code: 'VALUES_REFUSED', detail: 'Corrigez.', errors }, { status: 422, statusText: 'Unprocessable' });
    await turn();
    http.expectOne(URL).flush(view(3, { attendedHours: 100_00, invoicedHours: null }));
    expect(await saving).toMatchObject({ kind: 'refused', refusal: { code: 'VALUES_REFUSED', errors } });
    expect(form.text('invoicedHours')).toBe('120');
    expect(saver.state()).toEqual({ kind: 'refused' });
  });
});

describe('someone acted meanwhile', () => {
  test('when the rest of the declaration moved, the save is tried again by itself', async () => {
    const { form, saver, http } = start();
    form.type('invoicedHours', '120');
    const saving = saver.save('activity', form);
    http.expectOne(SAVE).flush(...stale);
    await turn();
    http.expectOne(URL).flush(view(9, { attendedHours: 100_00, invoicedHours: null }));
    await turn();
    const again = http.expectOne(SAVE);
    expect(again.request.headers.get('If-Match')).toBe('"9"');
    again.flush(view(10, { attendedHours: 100_00, invoicedHours: 120_00 }));
    expect(await saving).toEqual({ kind: 'saved' });
  });

  test('when this section was saved by someone else, both values are to be shown and mine are kept', async () => {
    const { form, saver, http } = start();
    form.type('attendedHours', '111');
    const saving = saver.save('activity', form);
    http.expectOne(SAVE).flush(...stale);
    await turn();
    http.expectOne(URL).flush(view(9, { attendedHours: 222_00, invoicedHours: null }));
    expect(await saving).toEqual({ kind: 'overtaken' });
    expect(form.text('attendedHours')).toBe('111');
    expect(form.differences()).toMatchObject([{ mine: { value: 111_00 }, theirs: 222_00, contested: true }]);
    http.verify();
  });

  test('a lost answer whose save was accepted ends as saved', async () => {
    const { form, saver, http } = start();
    form.type('invoicedHours', '120');
    const saving = saver.save('activity', form);
    http.expectOne(SAVE).flush(...stale);
    await turn();
    http.expectOne(URL).flush(view(4, { attendedHours: 100_00, invoicedHours: 120_00 }));
    expect(await saving).toEqual({ kind: 'saved' });
    expect(form.dirty()).toBe(false);
    http.verify();
  });
});

describe('no network', () => {
  test('the save is tried again when the network is back; the figures stay', async () => {
    const { form, saver, http } = start();
    form.type('invoicedHours', '120');
    const saving = saver.save('activity', form);
    http.expectOne(SAVE).error(new ProgressEvent('error'));
    await turn();
    expect(saver.state().kind).toBe('retrying');
    window.dispatchEvent(new Event('online'));
    await turn();
    http.expectOne(SAVE).flush(view(4, { attendedHours: 100_00, invoicedHours: 120_00 }));
    expect(await saving).toEqual({ kind: 'saved' });
  });

  test('leaving the screen stops the tries and keeps what was typed', async () => {
    const { form, saver, http } = start();
    form.type('invoicedHours', '120');
    const saving = saver.save('activity', form);
    http.expectOne(SAVE).error(new ProgressEvent('error'));
    await turn();
    saver.close();
    window.dispatchEvent(new Event('online'));
    expect(await saving).toEqual({ kind: 'abandoned' });
    expect(form.kept()?.entries).toEqual({ invoicedHours: '120' });
  });
});
