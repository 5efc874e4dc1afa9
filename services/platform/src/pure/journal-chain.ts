import { canonicalJson, type Json } from './canonical-json.ts';
import { sha256 } from './sha256.ts';

/** A line of the journal before it is chained: who did what, when, with which data. */
export interface JournalEntry {
  readonly type: string;
  readonly at: string;
  readonly actor: Json;
  readonly data: Json;
}

/** A chained line, as stored. `hash` = SHA-256(previous hash ‖ canonical JSON of chain, sequence and entry), hexadecimal. */
export interface JournalLine extends JournalEntry {
  readonly chain: string;
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

/** Hash that the first line of a chain follows. */
export const chainStart = '0'.repeat(64);

/** What a line says that has a shape of its own, as canonical JSON: the text that is hashed and stored. */
export interface EntryTexts {
  readonly actor: string;
  readonly data: string;
}

/** The texts of an entry. */
export function entryTexts({ actor, data }: JournalEntry): EntryTexts {
  return { actor: canonicalJson(actor), data: canonicalJson(data) };
}

/** The hash of a line. The chain’s name and the position are hashed too, so that lines cannot move between chains. */
export function lineHash(
  chain: string,
  sequence: number,
  previous: string,
  { type, at }: Pick<JournalEntry, 'type' | 'at'>,
  { actor, data }: EntryTexts,
): string {
  // The canonical JSON of the line, put together: its members are in the order of their names.
  const [head, place] = [JSON.stringify({ at, chain }).slice(1, -1), JSON.stringify({ sequence, type }).slice(1, -1)];
  return sha256(`${previous}{"actor":${actor},${head},"data":${data},${place}}`);
}

/** How a chain breaks. */
export interface ChainBreak {
  readonly kind: 'OUT_OF_PLACE' | 'UNLINKED' | 'CHANGED' | 'TRUNCATED' | 'HEAD';
  /** The first line that does not hold. */
  readonly line: number;
  /** Position, or count, that should be. */
  readonly expected: number;
  /** Position, or count, that is. */
  readonly found: number;
}

/** The last line of a chain, as it is anchored. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Follows one chain, line after line, without holding it. */
export class ChainReader {
  private count = 0;
  private previous = chainStart;
  private fault: ChainBreak | undefined;

  /** Takes the next line of the chain. */
  take(line: JournalLine): void {
    this.count += 1;
    if (this.fault !== undefined) return;
    const at = { line: this.count, expected: this.count, found: line.sequence };
    if (line.sequence !== this.count) this.fault = { kind: 'OUT_OF_PLACE', ...at };
    else if (line.previous !== this.previous) this.fault = { kind: 'UNLINKED', ...at };
    else if (lineHash(line.chain, line.sequence, this.previous, line, entryTexts(line)) !== line.hash) {
      this.fault = { kind: 'CHANGED', ...at };
    }
    this.previous = line.hash;
  }

  /** Where it breaks, once every line is taken; undefined when it holds up to its head. */
  end(head: ChainHead): ChainBreak | undefined {
    if (this.fault !== undefined) return this.fault;
    const at = { line: Math.min(head.sequence, this.count) + 1, expected: head.sequence, found: this.count };
    if (head.sequence !== this.count) return { kind: 'TRUNCATED', ...at };
    return head.hash === this.previous ? undefined : { kind: 'HEAD', ...at, line: this.count };
  }
}

/** Where a chain breaks; undefined when every line holds. `head` is the anchored last hash. */
export function chainBreak(lines: readonly JournalLine[], head: ChainHead): ChainBreak | undefined {
  const reader = new ChainReader();
  for (const line of lines) reader.take(line);
  return reader.end(head);
}

/** A break, for the people who run the system. */
export function breakText({ kind, line, expected, found }: ChainBreak): string {
  switch (kind) {
    case 'OUT_OF_PLACE':
      return `line ${line}: sequence ${found}`;
    case 'UNLINKED':
      return `line ${line}: does not follow the line before`;
    case 'CHANGED':
      return `line ${line}: changed`;
    case 'TRUNCATED':
      return `head says ${expected} lines, ${found} found`;
    case 'HEAD':
      return 'head does not match the last line';
  }
}

/** The same as {@link chainBreak}, as text. */
export function verifyChain(lines: readonly JournalLine[], head: ChainHead): string | undefined {
  const fault = chainBreak(lines, head);
  return fault && breakText(fault);
}
