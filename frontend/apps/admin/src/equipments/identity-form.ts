import type { CareType, EquipmentIdentity, EquipmentView } from '@api/equipment/equipment.types';
import { formatDay, parseDay } from '@ui/dates/french-date';
import { CARE_TYPES } from '@ui/equipment/equipment-words';
import type { FieldError } from '@ui/errors/error-summary';
import type { Choice } from '@ui/field/select-field';

/** The identity as it is typed; the date is jj/mm/aaaa. */
export interface IdentityDraft {
  readonly name: string;
  readonly careType: string;
  readonly activityType: string;
  readonly address: string;
  readonly postalCode: string;
  readonly commune: string;
  readonly departmentCode: string;
  readonly idequ: string;
  readonly afcFileNumber: string;
  readonly openedOn: string;
}

/** What a form holds, read, or what is wrong with it. */
export type ReadForm<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly errors: readonly FieldError[] };

export const CARE_TYPE_CHOICES: readonly Choice[] = Object.entries(CARE_TYPES).map(([value, label]) => ({
  value,
  label,
}));

export const NO_IDENTITY: IdentityDraft = {
  name: '',
  careType: 'COLLECTIVE',
  activityType: '',
  address: '',
  postalCode: '',
  commune: '',
  departmentCode: '',
  idequ: '',
  afcFileNumber: '',
  openedOn: '',
};

/** Id of the control of a value, also where the service's refusals lead. */
export const identityField = (field: string): string => `identite-${field}`;

/** The identity of an equipment, as it would be typed. */
export function identityAsTyped(equipment: EquipmentView): IdentityDraft {
  const { name, careType, activityType, address, postalCode, commune, departmentCode, idequ, afcFileNumber } =
    equipment;
  const openedOn = formatDay(equipment.openedOn);
  return { name, careType, activityType, address, postalCode, commune, departmentCode, idequ, afcFileNumber, openedOn };
}

/** The département that a postal code names, when nobody has said another (overseas ones have three digits). */
export function departmentOf(postalCode: string): string {
  if (!/^\d{5}$/.test(postalCode)) return '';
  if (postalCode.startsWith('97')) return postalCode.slice(0, 3);
  if (postalCode.startsWith('20')) return Number(postalCode) < 20_200 ? '2A' : '2B';
  return postalCode.slice(0, 2);
}

const MISSING: Readonly<Partial<Record<keyof IdentityDraft, string>>> = {
  name: 'Écrivez le nom de l’équipement.',
  activityType: 'Écrivez la nature d’activité, par exemple multi-accueil.',
  address: 'Écrivez l’adresse\u202f: numéro et voie.',
  commune: 'Écrivez la commune.',
  idequ: 'Écrivez l’IDEQU, le numéro de l’équipement dans le système de la Caf.',
  afcFileNumber: 'Écrivez le numéro de dossier AFC.',
};

/** Reads the form; every field at fault is named with what to do. */
export function readIdentity(draft: IdentityDraft): ReadForm<EquipmentIdentity> {
  const errors: FieldError[] = [];
  const refuse = (field: keyof IdentityDraft, message: string) =>
    errors.push({ fieldId: identityField(field), message });
  const trimmed = Object.fromEntries(
    Object.entries(draft).map(([field, typed]: [string, string]) => [field, typed.trim()]),
  ) as unknown as IdentityDraft;
  const openedOn = parseDay(draft.openedOn);
  const departmentCode = trimmed.departmentCode.toUpperCase();
  for (const field of Object.keys(NO_IDENTITY) as (keyof IdentityDraft)[]) {
    const missing = MISSING[field];
    if (missing !== undefined && trimmed[field] === '') refuse(field, missing);
    if (field === 'postalCode' && !/^\d{5}$/.test(trimmed.postalCode)) {
      refuse(field, 'Écrivez le code postal sur cinq chiffres.');
    }
    if (field === 'departmentCode' && !/^(\d{2}|2[AB]|97\d)$/.test(departmentCode)) {
      refuse(field, 'Écrivez le code du département, par exemple 37, 2A ou 971.');
    }
    if (field === 'openedOn' && !openedOn.ok) refuse(field, openedOn.message);
    if (field === 'openedOn' && openedOn.ok && openedOn.value === null) refuse(field, 'Écrivez la date d’ouverture.');
  }
  if (errors.length > 0 || !openedOn.ok || openedOn.value === null) return { ok: false, errors };
  const careType = trimmed.careType as CareType;
  return { ok: true, value: { ...trimmed, careType, departmentCode, openedOn: openedOn.value } };
}
