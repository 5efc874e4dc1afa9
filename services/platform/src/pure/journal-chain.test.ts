import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from './canonical-json.ts';
import { chainStart, verifyChain, type JournalLine } from './journal-chain.ts';
import { sha256 } from './sha256.ts';

function chain(name: string, count: number): JournalLine[] {
  const lines: JournalLine[] = [];
  let previous = chainStart;
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const entry = { type: 'Saved', at: `2016-03-0${sequence}T10:00:00.000Z`, actor: 'u1', data: { value: sequence } };
    const hash = sha256(previous + canonicalJson({ chain: name, sequence, ...entry }));
    lines.push({ ...entry, chain: name, sequence, previous, hash });
    previous = hash;
  }
  return lines;
}

const headOf = (lines: JournalLine[]) => ({ sequence: lines.length, hash: lines.at(-1)?.hash ?? chainStart });

describe('the journal chain', () => {
  const lines = chain('d1', 5);
  const head = headOf(lines);

  test('holds when nothing was touched', () => {
    expect(verifyChain(lines, head)).toBeUndefined();
  });

  const without = (position: number) => lines.filter((line) => line.sequence !== position);
  const tampered: [string, JournalLine[]][] = [
    ['a changed line', lines.map((line) => (line.sequence === 3 ? { ...line, data: { value: 99 } } : line))],
    ['a deleted line', without(3)],
    ['a deleted line, renumbered', without(3).map((line, index) => ({ ...line, sequence: index + 1 }))],
    ['an inserted line', [...lines.slice(0, 2), { ...lines[1]!, sequence: 3 }, ...lines.slice(2)]],
    ['two swapped lines', [lines[1]!, lines[0]!, ...lines.slice(2)]],
    ['a truncated end', lines.slice(0, 4)],
    ['lines of another chain', chain('d2', 5).map((line) => ({ ...line, chain: 'd1' }))],
    ['nothing left', []],
  ];
  test.each(tampered)('detects %s', (_what, changed) => {
    expect(verifyChain(changed, head)).toEqual(expect.any(String));
  });
});
