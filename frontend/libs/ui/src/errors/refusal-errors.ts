import type { Refusal } from '@api/http/refusal';
import type { FieldError } from '@ui/errors/error-summary';

/**
 * A refusal as the lines of a summary: its fields when it names some, its sentence otherwise.
 * @param fieldOf the control that a path of the refusal is about; null for what stands nowhere on the page
 */
export function errorsOf(
  refusal: Pick<Refusal, 'errors' | 'message'>,
  fieldOf: (path: string, code: string) => string | null,
): readonly FieldError[] {
  if (refusal.errors.length === 0) return [{ fieldId: null, message: refusal.message }];
  return refusal.errors.map(({ path, code, message }) => ({ fieldId: fieldOf(path, code), message }));
}
