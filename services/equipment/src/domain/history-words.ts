import type { Authorization, CafReferent, Closing, ModulatedSlot, Note } from './equipment.ts';
import type { Change, EquipmentEvent } from './events.ts';

/** What a change is about: what the history can be narrowed to. */
export const historyTopics = ['IDENTITY', 'AUTHORIZATION', 'RATE', 'REFERENT', 'NOTE', 'CLOSING'] as const;
export type HistoryTopic = (typeof historyTopics)[number];

/** The types of events about a topic; the registration is about the identity. */
export const eventsAbout: Readonly<Record<HistoryTopic, readonly EquipmentEvent['type'][]>> = {
  IDENTITY: ['EquipmentRegistered', 'IdentityChanged'],
  AUTHORIZATION: ['AuthorizationGranted', 'AuthorizationCorrected', 'AuthorizationWithdrawn'],
  RATE: ['GeneralSchemeRateSet'],
  REFERENT: ['ReferentAppointed'],
  NOTE: ['NoteWritten'],
  CLOSING: ['EquipmentClosed', 'EquipmentReopened'],
};

/** One value, before and after, as a person reads it; null where there was or is none. */
export interface ValueChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A line of the history in French. */
export interface HistoryWords {
  readonly act: string;
  readonly changes: readonly ValueChange[];
  /** Why, when a reason was asked. */
  readonly reason: string | null;
}

/** The words of an event. */
export function historyWords(event: EquipmentEvent): HistoryWords {
  switch (event.type) {
    case 'EquipmentRegistered': {
      const { equipment } = event;
      const values = Object.entries(identityLabels).map(([field]) => ({
        field,
        from: null,
        to: equipment[field as keyof typeof identityLabels],
      }));
      const partner = { label: 'Gestionnaire', before: null, after: equipment.partner.name };
      return said('Équipement enregistré', [partner, ...values.map(identityChange)]);
    }
    case 'IdentityChanged':
      return said('Identité modifiée', event.changes.map(identityChange));
    case 'AuthorizationGranted': {
      const { authorization, ended } = event;
      const changes = differences(authorizationLabels, {}, authorizationValues(authorization));
      if (ended) changes.push(lastDay(ended.validFrom, null, ended.validTo));
      return said(`Agrément ajouté, au ${day(authorization.validFrom)}`, changes);
    }
    case 'AuthorizationCorrected': {
      const { from, to, before, reason } = event;
      const changes = differences(authorizationLabels, authorizationValues(from), authorizationValues(to));
      if (before) changes.push(lastDay(before.validFrom, before.from, before.to));
      return said(`Agrément du ${day(from.validFrom)} corrigé`, changes, reason);
    }
    case 'AuthorizationWithdrawn': {
      const { authorization, before, reason } = event;
      const changes = differences(authorizationLabels, authorizationValues(authorization), {});
      if (before) changes.push(lastDay(before.validFrom, before.from, before.to));
      return said(`Agrément du ${day(authorization.validFrom)} retiré`, changes, reason);
    }
    case 'EquipmentClosed':
      return said(
        'Fermeture enregistrée',
        differences(closingLabels, closingValues(event.from), closingValues(event.to)),
      );
    case 'EquipmentReopened':
      return said('Fermeture annulée', differences(closingLabels, closingValues(event.from), {}), event.reason);
    case 'GeneralSchemeRateSet':
      return said('Taux de régime général enregistré', [
        {
          label: `Taux ${event.exercise}`,
          before: event.from === null ? null : percent(event.from),
          after: percent(event.to),
        },
      ]);
    case 'NoteWritten':
      return said(
        event.to === null ? 'Texte explicatif retiré' : 'Texte explicatif enregistré',
        differences(noteLabels, noteValues(event.from), noteValues(event.to)),
      );
    case 'ReferentAppointed':
      return said(
        'Référent désigné',
        differences(referentLabels, referentValues(event.from), referentValues(event.to)),
      );
  }
}

function said(act: string, changes: readonly ValueChange[], reason: string | null = null): HistoryWords {
  return { act, changes, reason };
}

type Values = Readonly<Record<string, string>>;

/** The values that differ, in the order of their labels. */
function differences(labels: Values, before: Values, after: Values): ValueChange[] {
  return Object.entries(labels).flatMap(([key, label]) => {
    const from = before[key] ?? null;
    const to = after[key] ?? null;
    return from === to ? [] : [{ label, before: from, after: to }];
  });
}

const identityLabels = {
  name: 'Nom',
  careType: 'Type d’accueil',
  activityType: 'Nature d’activité',
  address: 'Adresse',
  postalCode: 'Code postal',
  commune: 'Commune',
  departmentCode: 'Département',
  afcFileNumber: 'N° de dossier AFC',
  idequ: 'IDEQU',
  openedOn: 'Date d’ouverture',
} as const;
const careTypes: Values = { COLLECTIVE: 'Collectif', FAMILY: 'Familial', PARENTAL: 'Parental' };

function identityChange({ field, from, to }: Change): ValueChange {
  const words = (value: string | null) => {
    if (value === null) return null;
    if (field === 'openedOn' || field === 'closedOn') return day(value);
    return field === 'careType' ? (careTypes[value] ?? value) : value;
  };
  // Closings were once a part of the identity.
  const label = field === 'closedOn' ? closingLabels.closedOn : identityLabels[field as keyof typeof identityLabels];
  return { label: label ?? field, before: words(from), after: words(to) };
}

const authorizationLabels = {
  validFrom: 'Date d’effet',
  validTo: 'Dernier jour',
  capacity: 'Capacité',
  modulated: 'Agrément modulé',
  slots: 'Créneaux',
  ages: 'Âges',
  openingHours: 'Horaires',
};
function authorizationValues(authorization: Authorization): Values {
  const { validTo, slots } = authorization;
  return {
    validFrom: day(authorization.validFrom),
    ...(validTo === null ? {} : { validTo: day(validTo) }),
    capacity: places(authorization.capacity),
    modulated: authorization.modulated ? 'Oui' : 'Non',
    ...(slots.length === 0 ? {} : { slots: slots.map(slotWords).join(' ; ') }),
    ages: `de ${authorization.ageFrom} à ${authorization.ageTo} mois`,
    openingHours: authorization.openingHours,
  };
}
function slotWords({ label, days, startsAt, endsAt, places: count }: ModulatedSlot): string {
  return `${label}, ${days} jours, ${hour(startsAt)} – ${hour(endsAt)}, ${places(count)}`;
}
function lastDay(validFrom: string, before: string | null, after: string | null): ValueChange {
  const words = (value: string | null) => (value === null ? null : day(value));
  return { label: `Dernier jour de l’agrément du ${day(validFrom)}`, before: words(before), after: words(after) };
}

const closingLabels = { closedOn: 'Dernier jour d’activité', closingReason: 'Motif de fermeture' };
function closingValues(closing: Closing | null): Values {
  return closing === null ? {} : { closedOn: day(closing.closedOn), closingReason: closing.closingReason };
}

const noteLabels = { text: 'Texte', from: 'Affiché à partir du', until: 'Affiché jusqu’au' };
function noteValues(note: Note | null): Values {
  if (note === null) return {};
  // Texts written before they had days carry the one on which they were written.
  const { text, from = note.on, until = null } = note as Note & Partial<Pick<Note, 'from' | 'until'>>;
  return { text, from: day(from), ...(until === null ? {} : { until: day(until) }) };
}

const referentLabels = { name: 'Nom', email: 'Adresse e-mail', phone: 'Téléphone' };
function referentValues(referent: CafReferent | null): Values {
  return referent === null ? {} : { name: referent.name, email: referent.email, phone: referent.phone };
}

function day(iso: string): string {
  return iso.split('-').reverse().join('/');
}
function hour(minutes: number): string {
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}
function places(hundredths: number): string {
  return `${decimal(hundredths, true)}\u00a0${hundredths >= 200 ? 'places' : 'place'}`;
}
function percent(hundredths: number): string {
  return `${decimal(hundredths, false)}\u202f%`;
}
function decimal(hundredths: number, trim: boolean): string {
  const whole = String(Math.floor(hundredths / 100)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  const rest = hundredths % 100;
  return trim && rest === 0 ? whole : `${whole},${String(rest).padStart(2, '0')}`;
}
