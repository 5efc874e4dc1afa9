import type { FieldRefusal } from '@portail/platform/pure/refusal.ts';

export const noSuchDay = 'Cette date n’existe pas.';
export const reasonFault = fault('/reason', 'REASON', 'Écrivez un motif de 5 à 500 caractères.');

/** A reason worth keeping: at least a few words; null otherwise. */
export function reasonOf(given: string): string | null {
  const reason = given.trim();
  return reason.length >= 5 && reason.length <= 500 ? reason : null;
}

/** One field at fault, with its sentence. */
export function fault(path: string, code: string, message: string): FieldRefusal {
  return { path, code, message };
}
