import { expect, test } from '@jest/globals';
import { isRefusal } from '../pure/refusal.ts';
import { mostBytes, readList, type ListRow } from './read-list.ts';

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
const workbook = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]);
const utf16 = Uint8Array.from([...'courriel;'].flatMap((letter) => [letter.charCodeAt(0), 0]));
test.each<[string, Uint8Array, string]>([
  ['a workbook', workbook, 'FILE_WORKBOOK'],
  ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'FILE_WORKBOOK'],
  ['UTF-16 with its mark', Uint8Array.from([0xff, 0xfe, ...utf16]), 'FILE_UTF16'],
  ['UTF-16 without', utf16, 'FILE_UTF16'],
  ['a PDF', utf8('%PDF-1.7 …'), 'FILE_BINARY'],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'FILE_BINARY'],
  ['too much', new Uint8Array(mostBytes + 1).fill(0x61), 'FILE_TOO_LARGE'],
  ['nothing', utf8(''), 'FILE_EMPTY'],
  ['headings only', utf8(heading), 'FILE_EMPTY'],
  ['blank lines only', utf8(`${heading};;\n\n`), 'FILE_EMPTY'],
  ['other headings', utf8('courriel;équipement\na@b.example;x'), 'HEADINGS_UNKNOWN'],
  ['one heading too many', utf8('courriel;équipement;date d’effet;âge\na;b;c;d'), 'HEADINGS_UNKNOWN'],
  ['one heading twice', utf8('courriel;courriel;équipement;date d’effet\na;b;c;d'), 'HEADINGS_UNKNOWN'],
  ['a quote left open', utf8(`${heading}a@b.example;"Crèche;01/12/2026\n`), 'FILE_QUOTES'],
  ['too many lines', utf8(heading + 'a;b;c\n'.repeat(4)), 'TOO_MANY_LINES'],
])('refuses %s', (_what, content, code) => {
  expect(read(content)).toMatchObject({ code });
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
