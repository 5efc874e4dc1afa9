import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..', '..');
const examples = join(root, 'services', 'controls', 'examples');
const folder = mkdtempSync(join(tmpdir(), 'estimate-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as npm runs it; `INIT_CWD` is where the person stands. */
function estimate(...args: string[]) {
  const script = join(root, 'scripts', 'estimate.mjs');
  const env = { ...process.env, NODE_OPTIONS: '', INIT_CWD: folder };
  return spawnSync(process.execPath, [script, ...args], { cwd: root, env, encoding: 'utf8' });
}

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const cases = join(examples, 'cases.json');
type Answer = { id: string; entitlement: string; priceCap: string; band: number | null }[];

describe('npm run estimate', () => {
  test('the golden cases on the fixture scale', () => {
    const { status, stdout, stderr } = estimate('--parameters', 'fixture', cases);
    expect([status, stderr]).toEqual([0, '']);
    expect((JSON.parse(stdout) as Answer).map(({ id, entitlement }) => [id, entitlement])).toEqual([
      ['G1', '188434.79'],
      ['G2', '81456.53'],
      ['G3', '44926.80'],
      ['G4', '316.80'],
      ['G5', '98661.70'],
      ['G6', '66654.43'],
    ]);
  });

  test('the same scale given as a file gives the same answer', () => {
    const given = estimate('--parameters', join(examples, 'parameters-banded.json'), cases);
    expect(given.stdout).toBe(estimate('--parameters', 'fixture', cases).stdout);
  });

  test('a linear scale', () => {
    const { stdout } = estimate('--parameters', join(examples, 'parameters-linear.json'), cases);
    expect((JSON.parse(stdout) as Answer).map(({ priceCap, band }) => [priceCap, band])).toEqual([
      ['10.00', null],
      ['8.49', null],
      ['10.00', null],
      ['10.00', null],
      ['10.00', null],
      ['7.89', null],
    ]);
  });

  test.each<[string, string[], RegExp]>([
    ['no argument', [], /^usage: /],
    ['no cases', ['--parameters', 'fixture'], /^usage: /],
    ['a missing file', ['--parameters', 'fixture', 'absent.json'], /absent\.json cannot be read/],
    ['not JSON', ['--parameters', 'fixture', file('broken.json', '[{')], /broken\.json is not JSON/],
    [
      'a malformed case',
      ['--parameters', 'fixture', file('case.json', [{ id: 'C1', type: 'ACTUAL', places: '1.234' }])],
      /case 1 \(id "C1"\), field "places"/,
    ],
    [
      'malformed parameters',
      ['--parameters', file('scale.json', { exercise: 2016, rows: [], colour: 1 }), cases],
      /"colour"/,
    ],
    [
      'a malformed row',
      [
        '--parameters',
        file('row.json', {
          exercise: 2016,
          mode: 'BANDED',
          rate: '66',
          meetingHoursPerPlace: '6',
          costBasis: 'INVOICED',
          rgApplication: 'ON_NET',
          rows: [{ suppliesNappiesAndMeals: true, band: 1, priceCap: '8,00' }],
        }),
        cases,
      ],
      /rows\[0\]\.priceCap/,
    ],
  ])('%s exits 1, says it on stderr and answers nothing', (_name, args, message) => {
    const { status, stdout, stderr } = estimate(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  });
});
