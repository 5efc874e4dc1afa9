import { describe, expect, test } from '@jest/globals';
import { asvsFaults } from './asvs.ts';

const list = 'V1 1.1.1 1.1.2\nV2 2.1.1\n';
const row = (id: string, state: string, where: string, testedBy = '—') =>
  `| v5.0.0-${id} | Asks | ${state} | ${where} | ${testedBy} |`;
const good = [
  row('1.1.1', 'holds', '`src/code.ts`<br>Why', '`src/code.test.ts`'),
  row('1.1.2', 'gap', 'Because'),
  row('2.1.1', 'not applicable', 'None'),
];
const counts = ['| V1 Words | 1 | 1 | 0 | 2 |', '| V2 Rules | 0 | 0 | 1 | 1 |', '| All | 1 | 1 | 1 | 3 |'];
const exists = (path: string): boolean => ['src/code.ts', 'src/code.test.ts'].includes(path);

function faults(rows: readonly string[], top = counts): string[] {
  return asvsFaults([...top, ...rows].join('\n'), list, exists).map(({ message }) => message);
}

describe('the table of ASVS', () => {
  test('passes with each requirement once, paths that exist and counts that are right', () => {
    expect(faults(good)).toEqual([]);
  });

  test('names what is missing, with the counts it changes', () => {
    expect(faults(good.slice(0, 2))).toEqual([
      'requirement 2.1.1 is missing',
      'the counts of V2 are 0, 0, 0, 1',
      'the counts of All are 1, 1, 0, 3',
    ]);
  });

  test('names what stands twice and what is no requirement', () => {
    expect(faults([...good, row('2.1.1', 'gap', 'Because')])).toContain('requirement 2.1.1 stands twice');
    expect(faults([...good, row('9.9.9', 'gap', 'Because')])).toContain('9.9.9 is no requirement of levels 1 and 2');
  });

  test.each([
    ['a path that leads nowhere', row('2.1.1', 'holds', '`src/gone.ts`'), '2.1.1: src/gone.ts does not exist'],
    ['a state that is none', row('2.1.1', 'maybe', 'Because'), '2.1.1: “maybe” is no state'],
    ['something that holds nowhere', row('2.1.1', 'holds', 'Surely'), '2.1.1 holds, but nowhere'],
    ['a gap without a reason', row('2.1.1', 'gap', ''), '2.1.1 has no reason'],
    ['a test that is none', row('2.1.1', 'gap', 'Because', '`src/code.ts`'), '2.1.1: src/code.ts is no test'],
    ['an empty test', row('2.1.1', 'gap', 'Because', ''), '2.1.1 names no test and is not “—”'],
  ])('refuses %s', (_what, line, message) => {
    expect(faults([...good.slice(0, 2), line])).toContain(message);
  });

  test('refuses counts that are not those of the rows, or none', () => {
    expect(faults(good, ['| V1 Words | 2 | 0 | 0 | 2 |', ...counts.slice(1)])).toEqual([
      'the counts of V1 are 1, 1, 0, 2',
    ]);
    expect(faults(good, counts.slice(1))).toEqual(['the counts of V1 are missing']);
  });
});
