import { deflateRawSync, gzipSync } from 'node:zlib';
import { mostBytes } from '../imports/read-list.ts';

/** A file that is not the list asked for, and how it is refused. */
export type MalformedList = readonly [what: string, content: Buffer, code: string];

/**
 * What people send in place of a list, by accident or not. Each import that reads lists refuses all of it, in little time
 * and memory.
 * @param columns headings of the list
 * @param mostLines lines it may have
 */
export function malformedLists(columns: readonly string[], mostLines: number): readonly MalformedList[] {
  const heading = `${columns.join(';')}\n`;
  const line = `${columns.map(() => 'é').join(';')}\n`;
  const filled = `${columns.map(() => 'a').join(';')}\n`;
  const text = (written: string) => Buffer.from(written, 'utf8');
  const marked = (written: string) => text(`\ufeff${written}`);
  const broken = Buffer.concat([text(heading + line), Buffer.from([0xc3, 0x28, 0x0a])]);
  return [
    ['nothing', text(''), 'FILE_EMPTY'],
    ['spaces', text('  \n \n'), 'FILE_EMPTY'],
    ['the mark of UTF-8 alone', marked(''), 'FILE_EMPTY'],
    ['headings only', text(heading), 'FILE_EMPTY'],
    ['headings and blank lines', text(heading + `${';'.repeat(columns.length - 1)}\n\n`.repeat(20)), 'FILE_EMPTY'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${heading}${line}`, 'utf16le'), 'FILE_UTF16'],
    ['UTF-16 without', Buffer.from(`${heading}${line}`, 'utf16le'), 'FILE_UTF16'],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${heading}${line}`, 'utf16le').swap16(), 'FILE_UTF16'],
    ['damaged UTF-8', broken, 'FILE_ENCODING'],
    ['damaged UTF-8 with its mark', Buffer.concat([marked(heading), Buffer.from([0xe9, 0x0a])]), 'FILE_ENCODING'],
    ['a NUL', text(`${heading}\u0000${line}`), 'FILE_BINARY'],
    ['a PDF', text('%PDF-1.7\n'), 'FILE_BINARY'],
    ['a compressed list', gzipSync(heading + line), 'FILE_BINARY'],
    ['a workbook under another name', zipOf(text(heading + line)), 'FILE_WORKBOOK'],
    ['a zip that grows a thousand times', zipOf(Buffer.alloc(64 * 1024 * 1024)), 'FILE_WORKBOOK'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'FILE_WORKBOOK'],
    ['other headings', text('nom;âge\na;b\n'), 'HEADINGS_UNKNOWN'],
    ['no headings', text(filled.repeat(3)), 'HEADINGS_UNKNOWN'],
    ['one heading twice', text(heading.replace('\n', `;${columns[0]}\n`) + line), 'HEADINGS_UNKNOWN'],
    ['bars between the columns', text((heading + line).replaceAll(';', '|')), 'SEPARATOR_UNKNOWN'],
    ['a quote left open', text(`${heading}"a;b\n${line.repeat(20)}`), 'FILE_QUOTES'],
    ['a quote left open over the whole file', text(`${heading}"${filled.repeat(50_000)}`), 'FILE_QUOTES'],
    ['one line without end', text(heading + 'a'.repeat(1_000_000)), 'LINE_TOO_LONG'],
    ['one line more than allowed', text(heading + filled.repeat(mostLines + 1)), 'TOO_MANY_LINES'],
    ['fifty thousand lines', text(heading + filled.repeat(50_000)), 'TOO_MANY_LINES'],
    ['a million lines of one letter', text(heading + 'a\n'.repeat(1_000_000)), 'TOO_MANY_LINES'],
    ['one byte more than allowed', Buffer.alloc(mostBytes + 1, 'a'), 'FILE_TOO_LARGE'],
  ];
}

/** An archive of one file, as its first bytes say. */
function zipOf(content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04_03_4b_50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(1, 26);
  return Buffer.concat([header, Buffer.from('a'), packed]);
}
