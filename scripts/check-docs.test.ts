import { describe, expect, test } from '@jest/globals';
import { anchorOf, guideFaults, guideRows, rowsPlayed, scriptsNamed, tableRows } from './check-docs.ts';

const scenario = 'services/scenarios/main-job.scenario.test.ts';

function mapOf(ids: readonly string[], change: (id: string) => string | undefined = () => undefined): string {
  const rows = ids.map((id) => change(id) ?? `| ${id} | what | Accueil | \`/\` | T1 | \`${scenario}\` |`);
  return [
    '| Row | What | Screen | Route | Decision | Scenario |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const titles = guideRows.map((id) => `test('${id}: what a person sees', () => {});`).join('\n');
const read = (path: string) => ({ [scenario]: titles, 'other.ts': `test('11.1: another row')` })[path];

describe('check of the documents', () => {
  test('anchors are those of forges', () => {
    expect(anchorOf('The commands, in short')).toBe('the-commands-in-short');
    expect(anchorOf('`npm start` — what it does')).toBe('npm-start--what-it-does');
  });

  test('commands are found with and without run, and options are skipped', () => {
    expect(scriptsNamed('npm start, then npm run test:unit and npm run --silent estimate -- --parameters x')).toEqual([
      'start',
      'test:unit',
      'estimate',
    ]);
    expect(scriptsNamed('npm ci')).toEqual([]);
  });

  test('a test’s title begins with the rows it plays', () => {
    expect(rowsPlayed(`play('7.2, 9.x: a gap', () => {}); test(\n  '11.1: a search', …); test('no row', …)`)).toEqual([
      '7.2',
      '9.x',
      '11.1',
    ]);
  });

  test('the rows of a table are its lines without the heading', () => {
    expect(tableRows(mapOf(['1.1', '1.2'])).map(({ cells }) => cells[0])).toEqual(['1.1', '1.2']);
  });

  test('a complete map has no fault', () => {
    expect(guideFaults(mapOf(guideRows), read)).toEqual([]);
  });

  test.each([
    ['a missing row', mapOf(guideRows.slice(1)), 'row 1.1 is missing'],
    ['a row twice', mapOf([...guideRows, '1.1']), 'row 1.1 stands twice'],
    ['an unknown row', mapOf([...guideRows, '1.9']), 'row 1.9 is not a row of the product’s list'],
    [
      'a dead scenario',
      mapOf(guideRows, (id) =>
        id === '3.1' ? '| 3.1 | what | Accueil | `/` | T1 | `services/scenarios/none.ts` |' : undefined,
      ),
      'row 3.1: scenario services/scenarios/none.ts does not exist',
      'row 3.1: no test of its scenarios is named after it',
    ],
    [
      'a row no test is named after',
      mapOf(guideRows, (id) => (id === '3.1' ? `| 3.1 | what | Accueil | \`/\` | T1 | \`other.ts\` |` : undefined)),
      'row 3.1: no test of its scenarios is named after it',
    ],
    [
      'a scenario without a screen',
      mapOf(guideRows, (id) => (id === '3.1' ? `| 3.1 | what | à venir | — | — | \`${scenario}\` |` : undefined)),
      'row 3.1 has a scenario but no screen',
    ],
  ])('%s is told', (_, map, ...messages) => {
    expect(guideFaults(map, read).map((fault) => fault.message)).toEqual(messages);
  });
});
