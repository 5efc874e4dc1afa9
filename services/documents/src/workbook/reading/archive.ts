import { inflateRawSync } from 'node:zlib';
import { refuseFile } from './refused-file.ts';

/** Limits of quality.md 3. */
export const fileLimits = {
  bytes: 2 * 1024 * 1024,
  entries: 100,
  expanded: 20 * 1024 * 1024,
  ratio: 100,
} as const;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly expanded: number;
  readonly offset: number;
}

/** What stands in a workbook before it is known to be one: its parts by name, opened one by one. */
export interface Archive {
  readonly names: readonly string[];
  /** The text of a part, or undefined when there is none of that name. */
  text(name: string): string | undefined;
}

const endMark = 0x06_05_4b_50;
const directoryMark = 0x02_01_4b_50;
const localMark = 0x04_03_4b_50;
const endSize = 22;
const longestComment = 65_535;

/**
 * Reads the directory of a ZIP and judges what it promises before anything is expanded; what is expanded is then held to that
 * promise by zlib itself.
 * @throws RefusalError when it is no ZIP, or asks for more than a workbook of ours ever would
 */
export function openArchive(content: Buffer): Archive {
  const entries = directoryOf(content);
  if (entries.length > fileLimits.entries) throw refuseFile('TOO_LARGE');
  if (entries.reduce((sum, { expanded }) => sum + expanded, 0) > fileLimits.expanded) throw refuseFile('TOO_LARGE');
  // Small parts compress well by nature.
  if (entries.some(({ packed, expanded }) => expanded > 100_000 && expanded > packed * fileLimits.ratio)) {
    throw refuseFile('TOO_LARGE');
  }
  const known = new Map(entries.map((entry) => [entry.name, entry]));
  if (known.size !== entries.length) throw refuseFile('DAMAGED');
  return {
    names: [...known.keys()],
    text: (name) => {
      const entry = known.get(name);
      return entry === undefined ? undefined : new TextDecoder('utf-8').decode(expanded(content, entry));
    },
  };
}

function directoryOf(content: Buffer): readonly Entry[] {
  if (content.length < endSize || content.readUInt32LE(0) !== localMark) throw refuseFile('NOT_A_WORKBOOK');
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endSize > content.length || content.length - end > endSize + longestComment) {
    throw refuseFile('DAMAGED');
  }
  if (content.readUInt32LE(end) !== endMark) throw refuseFile('DAMAGED');
  const count = content.readUInt16LE(end + 10);
  if (count > fileLimits.entries) throw refuseFile('TOO_LARGE');
  const entries: Entry[] = [];
  let at = content.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > content.length || content.readUInt32LE(at) !== directoryMark) throw refuseFile('DAMAGED');
    // Encrypted: nothing of it can be read.
    if ((content.readUInt16LE(at + 8) & 1) === 1) throw refuseFile('ENCRYPTED');
    const nameLength = content.readUInt16LE(at + 28);
    entries.push({
      name: content.toString('utf8', at + 46, at + 46 + nameLength),
      method: content.readUInt16LE(at + 10),
      packed: content.readUInt32LE(at + 20),
      expanded: content.readUInt32LE(at + 24),
      offset: content.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return entries;
}

function expanded(content: Buffer, { method, packed, expanded: size, offset }: Entry): Buffer {
  if (offset + 30 > content.length || content.readUInt32LE(offset) !== localMark) throw refuseFile('DAMAGED');
  const start = offset + 30 + content.readUInt16LE(offset + 26) + content.readUInt16LE(offset + 28);
  const bytes = content.subarray(start, start + packed);
  if (bytes.length !== packed) throw refuseFile('DAMAGED');
  if (method === 0) return bytes;
  if (method !== 8) throw refuseFile('DAMAGED');
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
  } catch {
    // More than promised, or not what was packed: the same to the person.
    throw refuseFile('DAMAGED');
  }
}
