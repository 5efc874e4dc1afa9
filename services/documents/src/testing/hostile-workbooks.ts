import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** Parts of a workbook by name. */
type Parts = Record<string, Uint8Array>;

/** A file that is not the workbook of this declaration, and how it is refused. */
export type HostileWorkbook = readonly [what: string, content: Buffer, code: string];

/**
 * What people send in place of the filled workbook, by accident or not.
 * @param xlsx the workbook of the declaration
 * @param ods the same in the other format
 * @param foreign the workbook of another declaration
 */
export function hostileWorkbooks(xlsx: Buffer, ods: Buffer, foreign: Buffer): readonly HostileWorkbook[] {
  const excel = (change: (parts: Parts) => Zippable) => Buffer.from(zipSync(change(unzipSync(xlsx))));
  const open = (change: (parts: Parts) => Zippable) => Buffer.from(zipSync(change(unzipSync(ods))));
  const changed = (parts: Parts, name: string, from: string | RegExp, to: string): Parts => {
    const before = new TextDecoder().decode(parts[name]);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${name} does not hold ${String(from)}`);
    return { ...parts, [name]: strToU8(after) };
  };
  const sheet = 'xl/worksheets/sheet2.xml';
  const doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, n) => `<!ENTITY b${n} "${`&${n === 0 ? 'a' : `b${n - 1}`};`.repeat(10)}">`).join('')}]>`;
  const afterHead = /\?>\s*/;
  return [
    ['nothing', Buffer.alloc(0), 'FILE_NOT_A_WORKBOOK'],
    ['a text', Buffer.from('Période;Jours\nAnnée;215\n'), 'FILE_NOT_A_WORKBOOK'],
    ['a PDF', Buffer.from('%PDF-1.7\n'.repeat(20)), 'FILE_NOT_A_WORKBOOK'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000, 7)]), 'FILE_NOT_A_WORKBOOK'],
    ['an old or encrypted workbook', Buffer.from('d0cf11e0a1b11ae1'.repeat(40), 'hex'), 'FILE_NOT_A_WORKBOOK'],
    ['a page named .xlsx', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'FILE_NOT_A_WORKBOOK'],
    ['100 MB', Buffer.alloc(100 * 1024 * 1024, 'a'), 'FILE_TOO_LARGE'],
    ['one byte too many', Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), 'FILE_TOO_LARGE'],
    ['half of the workbook', xlsx.subarray(0, xlsx.length / 2), 'FILE_DAMAGED'],
    ['a wrong byte in a part', damaged(xlsx), 'FILE_DAMAGED'],
    ['an empty archive', Buffer.from(zipSync({ a: new Uint8Array(0) })), 'FILE_NOT_OURS'],
    ['a text document', Buffer.from(zipSync({ 'word/document.xml': strToU8('<w/>') })), 'FILE_NOT_OURS'],
    [
      'a part that grows a thousand times',
      excel((parts) => ({ ...parts, [sheet]: new Uint8Array(19_000_000) })),
      'FILE_TOO_LARGE',
    ],
    [
      'many parts that grow',
      excel((parts) => ({ ...parts, ...many(90, () => new Uint8Array(300_000)) })),
      'FILE_TOO_LARGE',
    ],
    ['a thousand parts', excel((parts) => ({ ...parts, ...many(1_000, () => new Uint8Array(1)) })), 'FILE_TOO_LARGE'],
    [
      'a part that lies about its size',
      lying(excel((parts) => ({ ...parts, [sheet]: new Uint8Array(15_000_000) }))),
      'FILE_DAMAGED',
    ],
    ['an encrypted part', encrypted(xlsx), 'FILE_ENCRYPTED'],
    ['an Excel macro', excel((parts) => ({ ...parts, 'xl/vbaProject.bin': strToU8('x') })), 'FILE_ACTIVE_CONTENT'],
    [
      'a macro by its type',
      excel((parts) => changed(parts, '[Content_Types].xml', 'sheet.main+xml', 'sheet.macroEnabled.main+xml')),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'an Excel 4 macro sheet',
      excel((parts) => ({ ...parts, 'xl/macrosheets/sheet1.xml': strToU8('<a/>') })),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a link to another workbook',
      excel((parts) => ({ ...parts, 'xl/externalLinks/externalLink1.xml': strToU8('<a/>') })),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a target outside',
      excel((parts) =>
        changed(
          parts,
          'xl/_rels/workbook.xml.rels',
          '</Relationships>',
          '<Relationship Id="z" Type="t" Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>',
        ),
      ),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'an embedded object',
      excel((parts) => ({ ...parts, 'xl/embeddings/oleObject1.bin': strToU8('x') })),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a data connection',
      excel((parts) => ({ ...parts, 'xl/connections.xml': strToU8('<a/>') })),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'an external entity, .xlsx',
      excel((parts) => changed(parts, sheet, afterHead, `?>${doctype}`)),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a billion laughs, .xlsx',
      excel((parts) => changed(parts, sheet, afterHead, `?>${laughs}`)),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'an external entity, .ods',
      open((parts) => changed(parts, 'content.xml', afterHead, `?>${doctype}`)),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a billion laughs, .ods',
      open((parts) => changed(parts, 'content.xml', afterHead, `?>${laughs}`)),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a Basic macro',
      open((parts) => ({ ...parts, 'Basic/Standard/Module1.xml': strToU8('<a/>') })),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a picture from elsewhere',
      open((parts) =>
        changed(
          parts,
          'content.xml',
          '</table:table>',
          '<draw:image xmlns:draw="d" xmlns:xlink="x" xlink:href="http://127.0.0.1:9/a.png"/></table:table>',
        ),
      ),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'a linked table',
      open((parts) => changed(parts, 'content.xml', '</table:table>', '<table:table-source/></table:table>')),
      'FILE_ACTIVE_CONTENT',
    ],
    [
      'XML that does not close',
      open((parts) => changed(parts, 'content.xml', '</office:spreadsheet>', '')),
      'FILE_DAMAGED',
    ],
    [
      'a million elements',
      open((parts) => changed(parts, 'content.xml', '</table:table>', `${noise(300_000)}</table:table>`)),
      'FILE_TOO_LARGE',
    ],
    [
      'XML nested without end',
      open((parts) => changed(parts, 'content.xml', '</table:table>', `${noise(60_000, '<a>')}</table:table>`)),
      'FILE_DAMAGED',
    ],
    [
      'another title',
      excel((parts) => changed(parts, 'xl/sharedStrings.xml', /Calcul de la capacité/g, 'Autre')),
      'FILE_NOT_OURS',
    ],
    ['columns exchanged', excel((parts) => changed(parts, 'xl/sharedStrings.xml', 'Début', 'Fin du')), 'FILE_NOT_OURS'],
    [
      'the sheet under another name',
      open((parts) => changed(parts, 'content.xml', 'table:name="Modulation"', 'table:name="Autre"')),
      'FILE_NOT_OURS',
    ],
    ['the workbook of another declaration', foreign, 'FILE_OTHER_DECLARATION'],
  ];
}

function many(count: number, part: () => Uint8Array): Parts {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`xl/media/${index}.dat`, part()]));
}

/** Elements whose attributes differ, so that they do not compress a hundredfold. */
function noise(count: number, pattern = '<a/>'): string {
  let seed = 1;
  return Array.from({ length: count }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return pattern.replace('a', `a${seed.toString(36).slice(0, 2)}`);
  }).join('');
}

/** The middle of the first part is overwritten. */
function damaged(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  const at = copy.indexOf('xl/worksheets/sheet2.xml');
  copy.fill(0xff, at + 60, at + 400);
  return copy;
}

/** The directory says a thousand bytes of the largest part. */
function lying(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  const at = copy.lastIndexOf('xl/worksheets/sheet2.xml') - 46;
  copy.writeUInt32LE(1_000, at + 24);
  return copy;
}

function encrypted(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  const at = copy.lastIndexOf('xl/worksheets/sheet2.xml') - 46;
  copy.writeUInt16LE(copy.readUInt16LE(at + 8) | 1, at + 8);
  return copy;
}
