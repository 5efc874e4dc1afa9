import type { FieldRefusal, Refusal } from '@portail/platform/pure/refusal.ts';
import { isDay } from '@portail/platform/pure/calendar.ts';
import type { Closing, Equipment } from './equipment.ts';
import type { EquipmentEvent } from './events.ts';
import { fault, noSuchDay, reasonFault, reasonOf } from './faults.ts';
import { refuse } from './refusals.ts';

/** The last day of activity and why; said again with another date or reason, it corrects the first. */
export function close(
  equipment: Equipment,
  asked: { readonly closedOn: string; readonly reason: string },
): readonly EquipmentEvent[] | Refusal {
  const faults: FieldRefusal[] = [];
  const reason = reasonOf(asked.reason);
  if (!isDay(asked.closedOn)) faults.push(fault('/closedOn', 'DATE', noSuchDay));
  else if (asked.closedOn < equipment.openedOn) {
    faults.push(fault('/closedOn', 'BEFORE_OPENING', 'La fermeture ne peut précéder l’ouverture.'));
  }
  if (reason === null) faults.push(reasonFault);
  if (faults.length > 0 || reason === null) return refuse('INVALID_CLOSING', faults);
  const from = closingOf(equipment);
  if (from?.closedOn === asked.closedOn && from.closingReason === reason) return [];
  return [{ type: 'EquipmentClosed', from, to: { closedOn: asked.closedOn, closingReason: reason } }];
}

/** A closing that was a mistake, or that did not last. */
export function reopen(equipment: Equipment, given: string): readonly EquipmentEvent[] | Refusal {
  const from = closingOf(equipment);
  if (from === null) return refuse('NOT_CLOSED');
  const reason = reasonOf(given);
  return reason === null ? refuse('INVALID_REASON', [reasonFault]) : [{ type: 'EquipmentReopened', from, reason }];
}

function closingOf({ closedOn, closingReason }: Equipment): Closing | null {
  return closedOn === null ? null : { closedOn, closingReason: closingReason ?? '' };
}
