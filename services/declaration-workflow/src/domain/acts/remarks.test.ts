import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration, Remark } from '../declaration.ts';
import { advance } from '../evolve.ts';
import { declarationOf, verdictOn } from '../testing/declarations.ts';
import { after, testForms } from '../testing/decide.ts';
import { agent, partner } from '../testing/persons.ts';
import { rejectDeclaration } from './review-declaration.ts';

const declaration = declarationOf({
  type: 'ACTUAL',
  status: 'SUBMITTED',
  activity: 'LOCKED',
  financial: 'LOCKED',
  declarationControlled: true,
});
const around = (current: Declaration, person = agent('CAF_AGENT')) => ({
  person,
  evaluation: verdictOn(current),
  exerciseClosed: false,
  changedEquipmentToday: false,
  at: new Date('2016-05-02T08:00:00Z'),
});
const remark: Remark = { section: 'activity', field: 'places', text: 'L’agrément est de 25 places.' };

function reject(remarks: readonly Remark[], limited = false, forms = Object.values(testForms)) {
  const motive = 'Le nombre de places est à revoir.';
  return rejectDeclaration(declaration, { motive, remarks, limited }, { ...around(declaration), forms });
}

function next(remarks: readonly Remark[], limited: boolean): Declaration {
  const outcome = reject(remarks, limited);
  if (isRefusal(outcome)) throw new Error(outcome.code);
  return advance(declaration, outcome);
}

describe('remarks on lines, with a rejection', () => {
  test('they stand in the correction, without the spaces around', () => {
    const rejected = next([{ ...remark, text: `  ${remark.text} ` }], true);
    expect(rejected.correction).toMatchObject({ remarks: [remark], limited: true });
  });

  test.each([
    ['a line that the form does not have', [{ ...remark, field: 'unknown' }], 'REMARK_UNKNOWN_LINE'],
    ['a line of the other section', [{ ...remark, section: 'financial' as const }], 'REMARK_UNKNOWN_LINE'],
    ['nothing but spaces', [{ ...remark, text: '  ' }], 'REMARK_LENGTH'],
    ['501 characters', [{ ...remark, text: 'x'.repeat(501) }], 'REMARK_LENGTH'],
    ['the same line twice', [remark, { ...remark, text: 'Autre chose.' }], 'REMARK_TWICE'],
  ])('%s: nothing is rejected, and the remark at fault is named', (_what, remarks, code) => {
    const outcome = reject(remarks);
    expect(isRefusal(outcome) && [outcome.code, outcome.errors.at(-1)]).toMatchObject([
      'REMARKS_REFUSED',
      { code, path: `/remarks/${remarks.length - 1}` },
    ]);
  });

  test('500 characters are accepted', () => {
    expect(isRefusal(reject([{ ...remark, text: 'x'.repeat(500) }]))).toBe(false);
  });

  test('a correction is limited to lines only when the partner types one of them', () => {
    const outcome = reject([], true);
    expect(isRefusal(outcome) && outcome.code).toBe('NOTHING_TO_CORRECT');
    const derived = {
      ...testForms.activity,
      lines: testForms.activity.lines.map((line) => ({ ...line, requirement: 'DERIVED' as const })),
    };
    const onTotal = reject([remark], true, [derived]);
    expect(isRefusal(onTotal) && onTotal.code).toBe('NOTHING_TO_CORRECT');
  });
});

describe('the correction of a limited rejection', () => {
  const save = (current: Declaration, values: Record<string, number | null>) =>
    after('SAVE_ACTIVITY', current, around(current, partner('APPROVER')), { values });

  test('a line with a remark changes; another does not, and is named', () => {
    const limited = next([remark], true);
    expect(save(limited, { places: 2_500 })).toMatchObject({ activity: { values: { places: 2_500 } } });
    expect(save(limited, { places: 2_500, attendedHours: 1 })).toMatchObject({
      code: 'LINE_NOT_OPEN',
      errors: [{ path: '/values/attendedHours' }],
    });
  });

  test('the figure already stored is no change', () => {
    const limited = next([remark], true);
    expect(limited.activity.values['attendedHours'] ?? null).toBeNull();
    expect(isRefusal(save(limited, { places: 2_500, attendedHours: null }))).toBe(false);
  });

  test('remarks alone close nothing', () => {
    expect(isRefusal(save(next([remark], false), { attendedHours: 1 }))).toBe(false);
  });
});
