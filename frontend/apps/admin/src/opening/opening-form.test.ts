import { describe, expect, test } from '@jest/globals';
import { type OpeningDraft, readOpening } from './opening-form';

const draft: OpeningDraft = { equipmentId: 'e1', exercise: '2016', type: 'ACTUAL', periodEnd: '', dueOn: '' };

describe('what an agent asks to open', () => {
  test('a réelle covers the year and needs no deadline', () => {
    expect(readOpening(draft)).toEqual({ ok: true, opening: { equipmentId: 'e1', exercise: 2016, type: 'ACTUAL' } });
  });

  test('an actualisée ends on the day chosen, in its exercise', () => {
    const read = readOpening({ ...draft, type: 'UPDATED', periodEnd: '09-30', dueOn: '12/10/2016' });
    expect(read).toEqual({
      ok: true,
      opening: { equipmentId: 'e1', exercise: 2016, type: 'UPDATED', periodEnd: '2016-09-30', dueOn: '2016-10-12' },
    });
  });

  test('a period chosen before changing the type is not sent', () => {
    const read = readOpening({ ...draft, periodEnd: '06-30' });
    expect(read.ok && 'periodEnd' in read.opening).toBe(false);
  });

  test('every field at fault is named, in the order of the page', () => {
    const read = readOpening({ equipmentId: null, exercise: '16', type: '', periodEnd: '', dueOn: '31/02/2016' });
    expect(read.ok ? [] : read.errors.map((error) => error.fieldId)).toEqual([
      'ouverture-equipement',
      'ouverture-exercice',
      'ouverture-type',
      'ouverture-echeance',
    ]);
  });

  test('the period is asked for the actualisée', () => {
    const read = readOpening({ ...draft, type: 'UPDATED' });
    expect(read.ok ? [] : read.errors.map((error) => error.fieldId)).toEqual(['ouverture-periode']);
  });
});
