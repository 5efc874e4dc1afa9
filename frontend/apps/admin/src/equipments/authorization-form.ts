import type { EquipmentAuthorization, ModulatedSlot, NewAuthorization } from '@api/equipment/equipment.types';
import { formatDay, parseDay } from '@ui/dates/french-date';
import type { FieldError } from '@ui/errors/error-summary';
import { figureAsTyped, formatHundredths } from '@ui/figures/format-figure';
import { parseFigure } from '@ui/figures/parse-figure';
import type { ReadForm } from './identity-form';

/** A slot as it is typed; `key` names its line whatever is added or removed above. */
export interface SlotDraft {
  readonly key: number;
  readonly label: string;
  readonly days: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly places: string;
}

/** An authorisation as it is typed. */
export interface AuthorizationDraft {
  readonly validFrom: string;
  readonly validTo: string;
  readonly capacity: string;
  readonly ageFrom: string;
  readonly ageTo: string;
  readonly openingHours: string;
  readonly modulated: boolean;
  readonly slots: readonly SlotDraft[];
}

export const NO_AUTHORIZATION: AuthorizationDraft = {
  validFrom: '',
  validTo: '',
  capacity: '',
  ageFrom: '2',
  ageTo: '72',
  openingHours: '',
  modulated: false,
  slots: [],
};

export const authorizationField = (field: string): string => `agrement-${field}`;
export const slotField = (key: number, field: string): string => `agrement-creneau-${key}-${field}`;

export function emptySlot(slots: readonly SlotDraft[]): SlotDraft {
  const key = Math.max(0, ...slots.map((slot) => slot.key)) + 1;
  // The slots of one year usually have the same days.
  return {
    key,
    label: '',
    days: slots.at(-1)?.days ?? '',
    startsAt: slots.at(-1)?.endsAt ?? '',
    endsAt: '',
    places: '',
  };
}

/** An authorisation as it would be typed. */
export function authorizationAsTyped(authorization: EquipmentAuthorization): AuthorizationDraft {
  const { validFrom, validTo, capacity, ageFrom, ageTo, openingHours, modulated, slots } = authorization;
  return {
    validFrom: formatDay(validFrom),
    validTo: validTo === null ? '' : formatDay(validTo),
    capacity: formatHundredths(capacity, { trim: true }),
    ageFrom: String(ageFrom),
    ageTo: String(ageTo),
    openingHours,
    modulated,
    slots: slots.map((slot, index) => ({
      key: index + 1,
      label: slot.label,
      days: figureAsTyped(slot.days, 'INTEGER'),
      startsAt: formatHour(slot.startsAt),
      endsAt: formatHour(slot.endsAt),
      places: formatHundredths(slot.places, { trim: true }),
    })),
  };
}

/** `450` → `7 h 30`. */
export function formatHour(minutes: number): string {
  return `${Math.floor(minutes / 60)}\u202fh\u202f${String(minutes % 60).padStart(2, '0')}`;
}

/** Reads `7 h 30`, `7h`, `07:30` or `7.30` into minutes since midnight; null when it is no hour of the day. */
export function parseHour(typed: string): number | null {
  const found = /^(\d{1,2})(?:[h:.](\d{2})?)?$/.exec(typed.replace(/\s+/g, '').toLowerCase());
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2] ?? 0);
  return minutes <= 24 * 60 && Number(found[2] ?? 0) < 60 ? minutes : null;
}

/** Reads the form; what only the service knows (other authorisations, overlapping slots) it refuses itself. */
export function readAuthorization(draft: AuthorizationDraft): ReadForm<NewAuthorization> {
  const errors: FieldError[] = [];
  const refuse = (fieldId: string, message: string) => {
    errors.push({ fieldId, message });
    return 0;
  };
  const day = (field: 'validFrom' | 'validTo', required: boolean) => {
    const read = parseDay(draft[field]);
    if (!read.ok) refuse(authorizationField(field), read.message);
    else if (required && read.value === null) refuse(authorizationField(field), 'Écrivez la date d’effet.');
    return read.ok ? read.value : null;
  };
  const figure = (fieldId: string, typed: string, kind: 'DECIMAL' | 'INTEGER', missing: string) => {
    const read = parseFigure(typed, kind);
    if (!read.ok) return refuse(fieldId, read.message);
    return read.value ?? refuse(fieldId, missing);
  };
  const validFrom = day('validFrom', true);
  const validTo = day('validTo', false);
  const capacity = figure(authorizationField('capacity'), draft.capacity, 'DECIMAL', 'Écrivez la capacité autorisée.');
  const ageFrom = figure(authorizationField('ageFrom'), draft.ageFrom, 'INTEGER', 'Écrivez l’âge minimal, en mois.');
  const ageTo = figure(authorizationField('ageTo'), draft.ageTo, 'INTEGER', 'Écrivez l’âge maximal, en mois.');
  const openingHours = draft.openingHours.trim();
  if (openingHours === '') refuse(authorizationField('openingHours'), 'Écrivez les horaires autorisés.');
  const slots = draft.modulated ? draft.slots.map(readSlot) : [];
  if (draft.modulated && slots.length === 0) refuse('agrement-ajouter-creneau', 'Ajoutez au moins un créneau.');
  if (errors.length > 0 || validFrom === null) return { ok: false, errors };
  const { modulated } = draft;
  return { ok: true, value: { validFrom, validTo, capacity, ageFrom, ageTo, openingHours, modulated, slots } };

  function readSlot(slot: SlotDraft): ModulatedSlot {
    const id = (field: string) => slotField(slot.key, field);
    const label = slot.label.trim();
    if (label === '') refuse(id('label'), 'Nommez le créneau, par exemple matin.');
    const days = figure(id('days'), slot.days, 'INTEGER', 'Écrivez le nombre de jours d’ouverture du créneau.');
    const hour = (field: 'startsAt' | 'endsAt') =>
      parseHour(slot[field]) ?? refuse(id(field), 'Écrivez l’heure comme 7\u202fh\u202f30.');
    const [startsAt, endsAt] = [hour('startsAt'), hour('endsAt')];
    const places = figure(id('places'), slot.places, 'DECIMAL', 'Écrivez le nombre de places du créneau.');
    return { label, days, startsAt, endsAt, places };
  }
}

/** The control that a path of the service's refusal is about: `/slots/1/endsAt` is in the second line. */
export function authorizationPath(path: string, slots: readonly SlotDraft[]): string | null {
  const [, first = '', index, field] = path.split('/');
  if (first !== 'slots') return first === '' ? null : authorizationField(first);
  const slot = slots[Number(index)];
  return slot && field ? slotField(slot.key, field) : 'agrement-ajouter-creneau';
}
