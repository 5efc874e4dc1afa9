import type { FieldError } from '@ui/errors/error-summary';
import { lengthOf } from '@ui/field/text-area-field';

/** A reason kept in the history is worth a few words. */
export function reasonError(fieldId: string, reason: string): readonly FieldError[] {
  const length = lengthOf(reason);
  if (length < 5) return [{ fieldId, message: 'Écrivez le motif, en 5 caractères au moins.' }];
  return length > 500 ? [{ fieldId, message: 'Raccourcissez le motif\u202f: 500 caractères au plus.' }] : [];
}
