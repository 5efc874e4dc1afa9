import type { Equipment } from './equipment.ts';
import type { EquipmentEvent } from './events.ts';

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
