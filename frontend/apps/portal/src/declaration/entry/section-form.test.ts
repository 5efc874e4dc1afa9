import { describe, expect, test } from '@jest/globals';
import type { Values } from '@api/workflow/workflow.types';
import { line, section } from '@testing/examples/declaration';
import { SectionForm } from './section-form';

const attended = line({ field: 'attendedHours', code: 'A08' });
const invoiced = line({ field: 'invoicedHours', code: 'A09' });
const days = line({ field: 'openingDays', kind: 'INTEGER', unit: 'DAYS' });
const meals = line({ field: 'suppliesMeals', kind: 'BOOLEAN', unit: 'YES_NO' });
const capacity = line({ field: 'theoreticalCapacityHours', requirement: 'DERIVED' });
const stored = { attendedHours: 450000, invoicedHours: null, openingDays: 220, suppliesMeals: null };
const start = () =>
  new SectionForm(section({ lines: [attended, invoiced, days, meals, capacity], values: stored }), 4, null);

describe('typing', () => {
  test('stored figures are shown the French way and change nothing', () => {
    const form = start();
    expect(form.text('attendedHours')).toBe('4\u202f500,00');
    expect(form.text('openingDays')).toBe('220');
    expect(form.text('invoicedHours')).toBe('');
    expect(form.dirty()).toBe(false);
    expect(form.patch()).toEqual({});
  });

  test('the same figure typed another way is no change', () => {
    const form = start();
    form.type('attendedHours', '4500');
    expect(form.dirty()).toBe(false);
  });

  test('only what changed is sent, as integers', () => {
    const form = start();
    form.type('invoicedHours', '5 000,5');
    form.type('suppliesMeals', false);
    form.type('attendedHours', '');
    expect(form.patch()).toEqual({ invoicedHours: 500050, suppliesMeals: false, attendedHours: null });
  });

  test('a fault is said when leaving the field, not while typing', () => {
    const form = start();
    form.type('invoicedHours', '12,345');
    expect(form.errors()).toEqual({});
    form.leave(invoiced);
    expect(form.errors()['invoicedHours']).toContain('Deux décimales');
    expect(form.text('invoicedHours')).toBe('12,345');
    form.type('invoicedHours', '12,34');
    form.leave(invoiced);
    expect(form.errors()).toEqual({});
    expect(form.text('invoicedHours')).toBe('12,34');
  });

  test('what cannot be read is never sent, and is listed in the order of the form', () => {
    const form = start();
    form.type('openingDays', 'x');
    form.type('attendedHours', 'y');
    expect(form.patch()).toEqual({});
    expect(form.judgeAll().map((each) => each.field)).toEqual(['attendedHours', 'openingDays']);
  });
});

describe('what the controls would refuse', () => {
  const from = line({ field: 'activeFrom', kind: 'DATE', unit: 'DATE', requirement: 'OPTIONAL' });
  const places = line({ field: 'places', label: 'Nombre de places', unit: 'PLACES' });
  const span = line({ field: 'dailyOpeningHours', unit: 'HOURS_PER_DAY' });
  const year = { start: '2016-01-01', end: '2016-12-31' };
  const opened = (values: Values = {}) =>
    new SectionForm(section({ lines: [from, places, days, span], values }), 1, null, year);

  test('is said when the figure is left, follows it, and keeps nothing from being saved', () => {
    const form = opened();
    form.type('dailyOpeningHours', '25');
    expect(form.errors()).toEqual({});
    form.leave(span);
    expect(form.errors()['dailyOpeningHours']).toContain('24 au plus');
    expect(form.sendable()).toEqual({ dailyOpeningHours: 25_00 });
    expect(form.toCorrect()).toEqual([]);
    form.type('dailyOpeningHours', '11');
    expect(form.errors()).toEqual({});
  });

  test('is said at once of what was saved before', () => {
    expect(Object.keys(opened({ openingDays: 400 }).errors())).toEqual(['openingDays']);
  });

  test('a date outside the period is refused at the date, and blames no figure', () => {
    const form = opened({ openingDays: 183 });
    form.type('activeFrom', '01/09/2026');
    form.leave(from);
    expect(Object.keys(form.errors())).toEqual(['activeFrom']);
    expect(form.sendable()).toEqual({});
  });

  test('before a control everything to correct is listed at once, in the order of the form', () => {
    const form = opened();
    form.type('openingDays', 'beaucoup');
    form.type('dailyOpeningHours', '25');
    const found = form.judgeForControl((each) => `Renseignez le champ «\u00a0${each.label}\u00a0».`);
    expect(found.map((each) => each.line.field)).toEqual(['places', 'openingDays', 'dailyOpeningHours']);
    expect(found[0]?.message).toBe('Renseignez le champ «\u00a0Nombre de places\u00a0».');
    expect(form.errors()['openingDays']).toContain('Ce n’est pas un nombre');
  });
});

describe('saving', () => {
  test('what was typed while the save travelled stays to be saved', () => {
    const form = start();
    form.type('invoicedHours', '5000');
    form.type('invoicedHours', '5001');
    form.type('openingDays', '221');
    form.saved({ ...stored, invoicedHours: 500000 }, 5);
    expect(form.revision()).toBe(5);
    expect(form.patch()).toEqual({ invoicedHours: 500100, openingDays: 221 });
  });

  test('after a save of everything nothing is left', () => {
    const form = start();
    form.type('invoicedHours', '5000');
    form.saved({ ...stored, invoicedHours: 500000 }, 5);
    expect(form.dirty()).toBe(false);
  });

  test('the cell one is typing in is not rewritten by a save', () => {
    const form = start();
    form.type('invoicedHours', '5000,');
    form.saved({ ...stored, invoicedHours: 500000 }, 5);
    expect(form.text('invoicedHours')).toBe('5000,');
    form.leave(invoiced);
    expect(form.text('invoicedHours')).toBe('5\u202f000,00');
  });

  test('a value the service refused is not sent again by itself until it changes', () => {
    const form = start();
    form.type('invoicedHours', '5000');
    form.type('openingDays', '221');
    expect(form.refusedAsSent(['openingDays'], form.patch())).toBe(true);
    expect(form.sendable()).toEqual({ invoicedHours: 500000 });
    expect(form.toCorrect()).toEqual([days]);
    expect(form.patch()).toEqual({ invoicedHours: 500000, openingDays: 221 });
    form.type('openingDays', '222');
    expect(form.sendable()).toEqual({ invoicedHours: 500000, openingDays: 222 });
  });

  test('Esc gives back the last saved value and takes the error away', () => {
    const form = start();
    expect(form.undo(attended)).toBe(false);
    form.type('attendedHours', 'x');
    form.leave(attended);
    expect(form.undo(attended)).toBe(true);
    expect(form.text('attendedHours')).toBe('4\u202f500,00');
    expect(form.errors()).toEqual({});
    form.type('suppliesMeals', true);
    form.undo(meals);
    expect(form.answer('suppliesMeals')).toBeNull();
  });
});

describe('someone else saves meanwhile', () => {
  test('a form nobody touched follows', () => {
    const form = start();
    form.follow({ ...stored, attendedHours: 100 }, 6);
    expect(form.text('attendedHours')).toBe('1,00');
    expect(form.overtaken()).toBe(false);
    expect(form.revision()).toBe(6);
  });

  test('a move of the rest of the declaration only moves the revision', () => {
    const form = start();
    form.type('invoicedHours', '5000');
    form.follow(stored, 6);
    expect(form.overtaken()).toBe(false);
    expect(form.revision()).toBe(6);
    expect(form.text('invoicedHours')).toBe('5000');
  });

  test('what I typed stays, the next save rests on the old revision and both values are known', () => {
    const form = start();
    form.type('attendedHours', '4 600');
    form.follow({ ...stored, attendedHours: 470000, openingDays: 219 }, 6);
    expect(form.overtaken()).toBe(true);
    expect(form.revision()).toBe(4);
    expect(form.text('attendedHours')).toBe('4 600');
    expect(form.differences()).toEqual([
      { line: attended, mine: { ok: true, value: 460000 }, theirs: 470000, contested: true },
      { line: days, mine: { ok: true, value: 220 }, theirs: 219, contested: false },
    ]);
  });

  test('keeping mine sends mine over theirs and takes their other figures', () => {
    const form = start();
    form.type('attendedHours', '4 600');
    form.type('suppliesMeals', true);
    form.follow({ ...stored, attendedHours: 470000, openingDays: 219 }, 6);
    form.settle(new Set(['attendedHours']));
    expect(form.revision()).toBe(6);
    expect(form.text('openingDays')).toBe('219');
    expect(form.patch()).toEqual({ attendedHours: 460000, suppliesMeals: true });
  });

  test('taking theirs drops mine for that field only', () => {
    const form = start();
    form.type('attendedHours', '4 600');
    form.type('suppliesMeals', true);
    form.follow({ ...stored, attendedHours: 470000 }, 6);
    form.settle(new Set());
    expect(form.text('attendedHours')).toBe('4\u202f700,00');
    expect(form.patch()).toEqual({ suppliesMeals: true });
  });

  test('the same figure saved by both is no difference', () => {
    const form = start();
    form.type('attendedHours', '4 600');
    form.follow({ ...stored, attendedHours: 460000 }, 6);
    expect(form.differences()).toEqual([]);
    expect(form.overtaken()).toBe(false);
    expect(form.dirty()).toBe(false);
  });
});

describe('kept in the tab', () => {
  const reopen = (values: typeof stored, revision: number, kept: ReturnType<SectionForm['kept']>) =>
    new SectionForm(section({ lines: [attended, invoiced, days, meals], values }), revision, kept);

  test('nothing is kept when nothing is typed', () => {
    expect(start().kept()).toBeNull();
  });

  test('validated or not, it comes back as typed', () => {
    const form = start();
    form.type('invoicedHours', 'cinq mille');
    form.type('openingDays', '221');
    const again = reopen(stored, 4, form.kept());
    expect(again.text('invoicedHours')).toBe('cinq mille');
    expect(again.patch()).toEqual({ openingDays: 221 });
    expect(again.overtaken()).toBe(false);
  });

  test('what was saved after all is not to be chosen again', () => {
    const form = start();
    form.type('openingDays', '221');
    const again = reopen({ ...stored, openingDays: 221 }, 9, form.kept());
    expect(again.overtaken()).toBe(false);
    expect(again.dirty()).toBe(false);
  });

  test('when the section was saved by someone else in between, the next save is still a comparison', () => {
    const form = start();
    form.type('openingDays', '221');
    const again = reopen({ ...stored, openingDays: 230 }, 9, form.kept());
    expect(again.overtaken()).toBe(true);
    expect(again.revision()).toBe(4);
    expect(again.text('openingDays')).toBe('221');
    expect(again.differences()).toMatchObject([{ theirs: 230, contested: true }]);
  });
});
