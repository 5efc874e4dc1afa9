import type { Authorization, Equipment } from './equipment.ts';
import type { EndMoved, EquipmentEvent } from './events.ts';

/** The equipment after an event, one revision later. Pure: the same events always give the same state. */
export function evolve(equipment: Equipment, event: EquipmentEvent): Equipment {
  const next = { ...equipment, revision: equipment.revision + 1 };
  switch (event.type) {
    case 'EquipmentRegistered':
      return event.equipment;
    case 'IdentityChanged':
      return { ...next, ...event.identity };
    case 'AuthorizationGranted': {
      const { ended } = event;
      const earlier = equipment.authorizations.map((known) =>
        known.validFrom === ended?.validFrom ? { ...known, validTo: ended.validTo } : known,
      );
      return { ...next, authorizations: [...earlier, event.authorization] };
    }
    case 'AuthorizationCorrected': {
      const others = without(equipment.authorizations, event.from.validFrom, event.before);
      return { ...next, authorizations: byDate([...others, event.to]) };
    }
    case 'AuthorizationWithdrawn':
      return {
        ...next,
        authorizations: without(equipment.authorizations, event.authorization.validFrom, event.before),
      };
    case 'EquipmentClosed':
      return { ...next, ...event.to };
    case 'EquipmentReopened':
      return { ...next, closedOn: null, closingReason: null };
    case 'GeneralSchemeRateSet': {
      const others = equipment.generalSchemeRates.filter((known) => known.exercise !== event.exercise);
      const rates = [...others, { exercise: event.exercise, rate: event.to }];
      return { ...next, generalSchemeRates: rates.sort((left, right) => left.exercise - right.exercise) };
    }
    case 'NoteWritten':
      return { ...next, note: event.to };
    case 'ReferentAppointed':
      return { ...next, referent: event.to };
  }
}

function without(authorizations: readonly Authorization[], validFrom: string, moved: EndMoved | null): Authorization[] {
  return authorizations
    .filter((known) => known.validFrom !== validFrom)
    .map((known) => (known.validFrom === moved?.validFrom ? { ...known, validTo: moved.to } : known));
}

function byDate(authorizations: readonly Authorization[]): Authorization[] {
  return authorizations.toSorted((left, right) => left.validFrom.localeCompare(right.validFrom));
}
