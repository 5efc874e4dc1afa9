import { expect, test } from '@jest/globals';
import { isRefusal } from '../pure/refusal.ts';
import { malformedLists } from '../testing/malformed-lists.ts';
import { readList, type ListRow } from './read-list.ts';

const shape = { columns: ['courriel', 'équipement', 'date d’effet'], mostLines: 3 };
const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (letter) => (letter === '’' ? 0x92 : letter.charCodeAt(0)));
const read = (content: Uint8Array) => readList(content, shape);
function rows(content: Uint8Array): readonly ListRow[] {
  const found = read(content);
  if (isRefusal(found)) throw new Error(found.code);
  return found;
}
const line = { courriel: 'a@b.example', équipement: 'Crèche', 'date d’effet': '01/12/2026' };

test.each<[string, Uint8Array]>([
  ['UTF-8, semicolons', utf8('courriel;équipement;date d’effet\na@b.example;Crèche;01/12/2026\n')],
  [
    'its mark, commas, quotes',
    utf8('\ufeff"Courriel","EQUIPEMENT","Date d\'effet"\r\n"a@b.example","Crèche","01/12/2026"'),
  ],
  ['tabs, another order', utf8('équipement\tdate d’effet\tcourriel\nCrèche\t01/12/2026\ta@b.example')],
  [
    'Windows-1252, as a spreadsheet writes it',
    latin('courriel;équipement;date d’effet\r\na@b.example;Crèche;01/12/2026\r\n'),
  ],
])('%s', (_what, content) => {
  expect(rows(content)).toEqual([{ line: 2, cells: line, fault: undefined }]);
});

const heading = 'courriel;équipement;date d’effet\n';
const malformed = malformedLists(shape.columns, shape.mostLines);
test.each([
  ...malformed,
  ['one heading too many', utf8('courriel;équipement;date d’effet;âge\na;b;c;d'), 'HEADINGS_UNKNOWN'],
] as const)('refuses %s', (_what, content, code) => {
  expect(read(content)).toMatchObject({ code, detail: expect.stringMatching(/^[A-ZÉ].+/) });
});

test('refuses all of it in little time and memory', () => {
  const spent = malformed.map(([what, content]) => {
    const [memory, instant] = [process.memoryUsage().heapUsed, performance.now()];
    read(content);
    return { what, ms: performance.now() - instant, mb: (process.memoryUsage().heapUsed - memory) / 2 ** 20 };
  });
  // A tenth of that is usual; a million lines took 28 s and 2 GB when they were all read before being counted.
  expect(spent.filter(({ ms, mb }) => ms > 2_000 || mb > 200)).toEqual([]);
});

test('says which headings are expected', () => {
  expect(read(utf8('mail;nom\n'))).toMatchObject({
    detail: expect.stringContaining('courriel;équipement;date d’effet'),
  });
});

test('keeps the number of the line in the file, over blank lines and line breaks in a cell', () => {
  const found = rows(utf8(`${heading}a;"deux\nlignes";c\n\nd;e;f`));
  expect(found.map((row) => row.line)).toEqual([2, 5]);
  expect(found[0]?.cells['équipement']).toBe('deux\nlignes');
});

test.each(['=1+1', '+33', '-2', '@SUM(A1)', '\tx', '\rx', ' =1'])(
  'names the cell that begins like a formula: %j',
  (cell) => {
    const [row] = rows(utf8(`${heading}a;"${cell}";c`));
    expect(row?.fault).toContain('« équipement »');
  },
);

test('a line too long is at fault, a line too short has empty cells', () => {
  const found = rows(utf8(`${heading}a;b;c;d\na;b`));
  expect(found[0]?.fault).toContain('4 cellules');
  expect(found[1]).toMatchObject({ cells: { 'date d’effet': '' }, fault: undefined });
});

test('a line separated otherwise than the headings says so', () => {
  const [row] = rows(utf8(`${heading}a@b.example,Crèche,01/12/2026`));
  expect(row?.fault).toContain('n’est pas séparée');
});

test('as many lines as allowed, blank ones not counted', () => {
  expect(rows(utf8(`${heading}${'a;b;c\n;;\n'.repeat(3)}`))).toHaveLength(3);
});

test('Windows-1252 stays it, although two of its letters would be one of UTF-8', () => {
  const [row] = rows(latin(`${heading}a;LA CITÉ\u00a0DES ÉCOLIERS;c`));
  expect(row?.cells['équipement']).toBe('LA CITÉ\u00a0DES ÉCOLIERS');
});
