import { parseDay } from '@ui/dates/french-date';
import type { FieldError } from '@ui/errors/error-summary';

/** From when, by which document: asked for every change of roles. */
export interface EffectDraft {
  /** jj/mm/aaaa. */
  readonly day: string;
  readonly document: string;
}

/** Ids of the two fields. */
export interface EffectFields {
  readonly day: string;
  readonly document: string;
}

export type ReadEffect =
  | { readonly ok: true; readonly effectiveFrom: string; readonly documentReference: string }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Reads both; a day that is over is told before anything is asked. @param today ISO day in Paris */
export function readEffect(draft: EffectDraft, fields: EffectFields, today: string): ReadEffect {
  const errors: FieldError[] = [];
  const day = parseDay(draft.day);
  const document = draft.document.trim();
  if (!day.ok) errors.push({ fieldId: fields.day, message: day.message });
  else if (day.value === null) errors.push({ fieldId: fields.day, message: 'Écrivez la date d’effet.' });
  else if (day.value < today) {
    errors.push({
      fieldId: fields.day,
      message: 'La date d’effet est passée\u202f: indiquez le jour même ou un jour à venir.',
    });
  }
  if (document === '') {
    errors.push({ fieldId: fields.document, message: 'Écrivez la référence du document signé par le gestionnaire.' });
  } else if (document.length > 200) {
    errors.push({ fieldId: fields.document, message: 'La référence dépasse 200 caractères. Raccourcissez-la.' });
  }
  if (errors.length > 0 || !day.ok || day.value === null) return { ok: false, errors };
  return { ok: true, effectiveFrom: day.value, documentReference: document };
}
