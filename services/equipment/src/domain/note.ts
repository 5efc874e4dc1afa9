import type { FieldRefusal, Refusal } from '@portail/platform/pure/refusal.ts';
import { isDay } from '@portail/platform/pure/calendar.ts';
import type { Equipment, Note } from './equipment.ts';
import type { EquipmentEvent } from './events.ts';
import { fault, noSuchDay } from './faults.ts';
import { refuse } from './refusals.ts';

/** The Caf’s text for the partner; an empty one is taken away. */
export function writeNote(
  equipment: Equipment,
  asked: { readonly text: string; readonly from?: string; readonly until?: string | null },
  today: string,
): readonly EquipmentEvent[] | Refusal {
  const { note } = equipment;
  const text = asked.text.trim();
  if (text === '') return note === null ? [] : [{ type: 'NoteWritten', from: note, to: null }];
  const { from = today, until = null } = asked;
  const faults: FieldRefusal[] = [];
  if (!isDay(from)) faults.push(fault('/from', 'DATE', noSuchDay));
  if (until !== null && !isDay(until)) faults.push(fault('/until', 'DATE', noSuchDay));
  else if (until !== null && until < from) {
    faults.push(fault('/until', 'BEFORE_START', 'Le texte ne peut cesser d’être affiché avant de l’être.'));
  }
  if (faults.length > 0) return refuse('INVALID_NOTE', faults);
  if (note?.text === text && note.from === from && note.until === until) return [];
  return [{ type: 'NoteWritten', from: note, to: { text, on: today, from, until } }];
}

/** True on the days on which the partner reads the text. */
export function isShown(note: Note, today: string): boolean {
  return note.from <= today && (note.until === null || note.until >= today);
}
