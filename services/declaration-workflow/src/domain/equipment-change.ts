/** A person of the Caf who changed the data of an equipment. */
export interface EquipmentChange {
  readonly personId: string;
  /** ISO date in Europe/Paris. */
  readonly lastDay: string;
}

/** True when this person changed the equipment’s data that day: four eyes then want another agent (domain.md 8). */
export function changedOn(changes: readonly EquipmentChange[], personId: string, day: string): boolean {
  return changes.some((change) => change.personId === personId && change.lastDay === day);
}
