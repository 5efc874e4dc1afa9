import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { isOfTheCaf, type Person } from './permissions.ts';
import { refuse } from './refusals.ts';

/** Who speaks in the file of a declaration: its gestionnaire or its Caf. */
export type Side = 'PARTNER' | 'CAF';

/** What one side writes to the other about a declaration; it changes nothing of it (B6). */
export interface FileMessage {
  readonly side: Side;
  readonly authorId: string;
  readonly authorName: string;
  readonly text: string;
}

const longest = 2_000;

/** The side of someone within the scope of a declaration. */
export function sideOf(person: Person): Side {
  return isOfTheCaf(person) ? 'CAF' : 'PARTNER';
}

/** A message to the other side, from 1 to 2 000 characters. */
export function decideMessage(text: string, person: Person): FileMessage | Refusal {
  const said = text.trim();
  if (said === '' || said.length > longest) {
    const { detail } = refuse('MESSAGE_TEXT');
    return refuse('MESSAGE_TEXT', [{ path: '/text', code: 'MESSAGE_TEXT', message: detail }]);
  }
  return { side: sideOf(person), authorId: person.userId, authorName: person.name, text: said };
}
