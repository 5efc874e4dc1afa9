import type { Population } from '@api/identity/identity.types';
import type { NewPerson } from '@api/identity/people.types';
import type { FieldError } from '@ui/errors/error-summary';

/** What was typed and chosen so far. */
export interface PersonDraft {
  readonly population: string;
  /** The gestionnaire of a partner user. */
  readonly partnerId: string | null;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  /** Caf codes, separated by commas or spaces. */
  readonly cafCodes: string;
}

/** Ids of the fields, in the order of the page. */
export const PERSON_FIELDS = {
  population: 'personne-compte',
  cafCodes: 'personne-caf',
  email: 'personne-courriel',
  givenName: 'personne-prenom',
  familyName: 'personne-nom',
} as const;

export type ReadPerson =
  | { readonly ok: true; readonly person: NewPerson }
  | { readonly ok: false; readonly errors: readonly (FieldError & { readonly fieldId: string | null })[] };

/** Accounts that carry Caf codes. */
export const hasCafCodes = (population: string) => population === 'CAF_AGENT' || population === 'CAF_ADMIN';

/** Reads the form; every field at fault is named with what to do. */
export function readPerson(draft: PersonDraft): ReadPerson {
  const errors: (FieldError & { fieldId: string | null })[] = [];
  const refuse = (fieldId: string | null, message: string) => errors.push({ fieldId, message });
  const email = draft.email.trim();
  const cafCodes = draft.cafCodes
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);

  if (draft.population === '') refuse(PERSON_FIELDS.population, 'Choisissez le compte à créer.');
  if (draft.population === 'PARTNER' && draft.partnerId === null) {
    refuse(null, 'Choisissez d’abord le gestionnaire de la personne.');
  }
  if (
    hasCafCodes(draft.population) &&
    (cafCodes.length === 0 || cafCodes.some((code) => !/^[0-9A-Z]{3}$/.test(code)))
  ) {
    refuse(PERSON_FIELDS.cafCodes, 'Écrivez le code de la Caf sur trois caractères, par exemple 371.');
  }
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) || email.length > 200) {
    refuse(PERSON_FIELDS.email, 'Écrivez une adresse électronique, par exemple prenom.nom@exemple.fr.');
  }
  if (draft.givenName.trim() === '') refuse(PERSON_FIELDS.givenName, 'Écrivez le prénom.');
  if (draft.familyName.trim() === '') refuse(PERSON_FIELDS.familyName, 'Écrivez le nom.');
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    person: {
      email,
      givenName: draft.givenName.trim(),
      familyName: draft.familyName.trim(),
      population: draft.population as Population,
      ...(draft.population === 'PARTNER' && draft.partnerId !== null ? { partnerId: draft.partnerId } : {}),
      ...(hasCafCodes(draft.population) ? { cafCodes } : {}),
    },
  };
}
