import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical-json.ts';

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

/** The hash of a line. The chain’s name and the position are hashed too, so that lines cannot move between chains. */
export function lineHash(chain: string, sequence: number, previous: string, entry: JournalEntry): string {
  const body = canonicalJson({ chain, sequence, type: entry.type, at: entry.at, actor: entry.actor, data: entry.data });
  return createHash('sha256').update(previous).update(body).digest('hex');
}

/** Where a chain breaks: position and why; undefined when every line holds. `head` is the anchored last hash. */
export function verifyChain(
  lines: readonly JournalLine[],
  head: { readonly sequence: number; readonly hash: string },
): string | undefined {
  let previous = chainStart;
  for (const [index, line] of lines.entries()) {
    if (line.sequence !== index + 1) return `line ${index + 1}: sequence ${line.sequence}`;
    if (line.previous !== previous) return `line ${line.sequence}: does not follow the line before`;
    if (lineHash(line.chain, line.sequence, previous, line) !== line.hash) return `line ${line.sequence}: changed`;
    previous = line.hash;
  }
  if (head.sequence !== lines.length) return `head says ${head.sequence} lines, ${lines.length} found`;
  if (head.hash !== previous) return 'head does not match the last line';
  return undefined;
}
