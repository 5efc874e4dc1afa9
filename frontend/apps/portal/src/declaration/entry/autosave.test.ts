import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { DeclarationView, Values } from '@api/workflow/workflow.types';
import { declaration, line, section } from '@testing/examples/declaration';
import { DeclarationStore } from '../declaration-store';
import { Autosave } from './autosave';
import { SectionForm } from './section-form';
import { SectionSaver } from './section-saver';

const attended = line({ field: 'attendedHours' });
const invoiced = line({ field: 'invoicedHours' });
const days = line({ field: 'openingDays', kind: 'INTEGER', unit: 'DAYS' });
const stored: Values = { attendedHours: 100_00, invoicedHours: null, openingDays: null };
const URL = '/api/workflow/declarations/d1';
const SAVE = `${URL}/sections/activity`;
const stale = [
  { code: 'STALE_VERSION', status: 409, detail: 'Modifié entre-temps.' },
  { status: 409, statusText: 'Conflict' },
] as const;

function view(revision: number, values: Values): DeclarationView {
  return declaration({
    revision,
    sections: { activity: section({ lines: [attended, invoiced, days], values }), financial: null },
  });
}

function start() {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), DeclarationStore, SectionSaver, Autosave],
  });
  const store = TestBed.inject(DeclarationStore);
  store.take(view(3, stored));
  const form = new SectionForm(store.declaration().sections.activity, 3, null);
  const autosave = TestBed.inject(Autosave);
  autosave.start('activity', () => form);
  return { store, form, autosave, saver: TestBed.inject(SectionSaver), http: TestBed.inject(HttpTestingController) };
}

const pass = (milliseconds = 0) => jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  document.body.replaceChildren();
});

describe('saving as one goes', () => {
  test('a line left is saved, and only what changed', async () => {
    const { form, autosave, saver, http } = start();
    form.type('invoicedHours', '120');
    void autosave.save();
    const { request } = http.expectOne(SAVE);
    expect(request.body).toEqual({ values: { invoicedHours: 120_00 } });
    expect(saver.asked()).toBe(false);
  });

  test('nothing changed, nothing sent: a controlled section stays controlled', async () => {
    const { form, autosave, http } = start();
    form.type('attendedHours', '100');
    void autosave.save();
    await pass(60_000);
    http.expectNone(SAVE);
  });

  test('after 20 s what is unsaved is saved by itself, but not a figure being typed', async () => {
    const { form, autosave, saver, http } = start();
    form.type('invoicedHours', '120');
    await pass(19_500);
    autosave.typing();
    await pass(1_000);
    http.expectNone(SAVE);
    await pass(2_000);
    http.expectOne(SAVE).flush(view(4, { ...stored, invoicedHours: 120_00 }));
    await pass();
    expect(form.dirty()).toBe(false);
    expect(saver.state()).toMatchObject({ kind: 'saved' });
  });

  test('what cannot be read is left out and stays as typed', async () => {
    const { form, autosave, http } = start();
    form.type('openingDays', 'beaucoup');
    form.leave(days);
    form.type('invoicedHours', '120');
    void autosave.save();
    const saving = http.expectOne(SAVE);
    expect(saving.request.body).toEqual({ values: { invoicedHours: 120_00 } });
    saving.flush(view(4, { ...stored, invoicedHours: 120_00 }));
    await pass();
    expect(form.text('openingDays')).toBe('beaucoup');
    expect(form.toCorrect()).toEqual([days]);
  });

  test('one save at a time; the line left meanwhile follows', async () => {
    const { form, autosave, http } = start();
    form.type('invoicedHours', '120');
    void autosave.save();
    form.type('openingDays', '220');
    void autosave.save();
    http.expectOne(SAVE).flush(view(4, { ...stored, invoicedHours: 120_00 }));
    await pass();
    const second = http.expectOne(SAVE);
    expect(second.request.body).toEqual({ values: { openingDays: 220 } });
    expect(second.request.headers.get('If-Match')).toBe('"4"');
  });

  test('a save the person asks for waits for the quiet one, then has nothing left to send', async () => {
    const { form, autosave, saver, http } = start();
    form.type('invoicedHours', '120');
    void autosave.save();
    const asked = saver.save('activity', form);
    expect(saver.asked()).toBe(true);
    http.expectOne(SAVE).flush(view(4, { ...stored, invoicedHours: 120_00 }));
    await pass();
    expect(await asked).toEqual({ kind: 'saved' });
    expect(saver.asked()).toBe(false);
  });
});

describe('what it leaves to the person', () => {
  test('a value the service refuses does not keep the others from being saved, and is not sent again', async () => {
    const { form, autosave, saver, http } = start();
    form.type('invoicedHours', '120');
    form.type('openingDays', '220');
    void autosave.save();
    const errors = [{ path: '/values/openingDays', code: 'ACT-B10', message: 'Format invalide.' }];
    http
      .expectOne(SAVE)
      .flush({ code: 'VALUES_REFUSED', detail: 'Corrigez.', errors }, { status: 422, statusText: 'Unprocessable' });
    await pass();
    const rest = http.expectOne(SAVE);
    expect(rest.request.body).toEqual({ values: { invoicedHours: 120_00 } });
    rest.flush(view(4, { ...stored, invoicedHours: 120_00 }));
    await pass(60_000);
    http.expectNone(SAVE);
    expect(saver.state()).toMatchObject({ kind: 'saved' });
    expect(form.toCorrect()).toEqual([days]);
    expect(form.errors()).toEqual({});
  });

  test('another person’s save is said by the state; nothing more is sent until one chose', async () => {
    const { form, autosave, saver, http } = start();
    form.type('attendedHours', '111');
    void autosave.save();
    http.expectOne(SAVE).flush(...stale);
    await pass();
    http.expectOne(URL).flush(view(9, { ...stored, attendedHours: 222_00 }));
    await pass(60_000);
    http.expectNone(SAVE);
    expect(saver.state()).toEqual({ kind: 'overtaken' });
    expect(form.text('attendedHours')).toBe('111');
  });

  test('another person’s save of other lines is taken with ours: nobody has anything to choose', async () => {
    const { form, autosave, saver, http } = start();
    form.type('invoicedHours', '120');
    void autosave.save();
    http.expectOne(SAVE).flush(...stale);
    await pass();
    http.expectOne(URL).flush(view(9, { ...stored, openingDays: 219 }));
    await pass();
    const again = http.expectOne(SAVE);
    expect(again.request.headers.get('If-Match')).toBe('"9"');
    expect(again.request.body).toEqual({ values: { invoicedHours: 120_00 } });
    again.flush(view(10, { ...stored, openingDays: 219, invoicedHours: 120_00 }));
    await pass();
    expect(form.text('openingDays')).toBe('219');
    expect(saver.state()).toMatchObject({ kind: 'saved' });
  });

  test('nothing behind an open dialog', async () => {
    const { form, http } = start();
    document.body.append(document.createElement('mat-dialog-container'));
    form.type('invoicedHours', '120');
    await pass(45_000);
    http.expectNone(SAVE);
    document.body.replaceChildren();
    await pass(20_000);
    http.expectOne(SAVE);
  });
});

describe('the network or the service is away', () => {
  test('tried again every 5 s, without blinking, until it is saved', async () => {
    const { form, autosave, saver, http } = start();
    form.type('invoicedHours', '120');
    void autosave.save();
    http.expectOne(SAVE).error(new ProgressEvent('error'));
    await pass();
    expect(saver.state()).toEqual({ kind: 'retrying' });
    await pass(5_000);
    expect(saver.state()).toEqual({ kind: 'retrying' });
    http.expectOne(SAVE).flush(view(4, { ...stored, invoicedHours: 120_00 }));
    await pass();
    expect(saver.state()).toMatchObject({ kind: 'saved' });
  });

  test('at once when the browser says that the network is back', async () => {
    const { form, autosave, http } = start();
    form.type('invoicedHours', '120');
    void autosave.save();
    http.expectOne(SAVE).error(new ProgressEvent('error'));
    await pass();
    window.dispatchEvent(new Event('online'));
    http.expectOne(SAVE);
  });

  test('the button of the person takes over', async () => {
    const { form, autosave, saver, http } = start();
    form.type('invoicedHours', '120');
    void autosave.save();
    http.expectOne(SAVE).error(new ProgressEvent('error'));
    await pass();
    void saver.save('activity', form);
    http.expectOne(SAVE).error(new ProgressEvent('error'));
    await pass(1_000);
    expect(saver.asked()).toBe(true);
    http.expectOne(SAVE).flush(view(4, { ...stored, invoicedHours: 120_00 }));
    await pass();
    expect(form.dirty()).toBe(false);
  });
});
