import { randomUUID } from 'node:crypto';
import { accepted, type ApiClient } from '../../services/scenarios/src/api-client.ts';
import { acceptTerms, open } from '../../services/scenarios/src/acts.ts';
import { agentAccount } from '../../services/scenarios/src/demo-people.ts';
import { updatedFigures } from '../../services/scenarios/src/figures.ts';
import { fly, newFlight, type Flight } from '../../services/scenarios/src/flight.ts';
import { signIn } from '../../services/scenarios/src/sign-in.ts';
import { knownTo, newPerson, newWorld } from '../../services/scenarios/src/world.ts';

/** A person with declarations to bring to the Caf. */
export interface Work {
  readonly agent: ApiClient;
  readonly person: ApiClient;
  readonly ids: readonly string[];
  readonly equipmentIds: readonly string[];
  /** Brings these declarations to « Transmis Caf », eight at a time. @param flight where what happens is written meanwhile */
  readonly bring: (ids: readonly string[], flight?: Flight) => Promise<Flight>;
}

/** Opens two actualisées for each of `equipments` and gives them to one person. */
export async function peopleAtWork(name: string, equipments: number): Promise<Work> {
  const agent = await signIn('admin', agentAccount());
  const world = await newWorld(agent, name, equipments);
  const roles = Object.fromEntries(
    world.equipmentIds.map((_, index) => [index, ['ACTIVITY_PROVIDER', 'APPROVER'] as const]),
  );
  const person = await signIn('portal', await newPerson(agent, world, 'Exercice', roles));
  const ids: string[] = [];
  for (const equipmentId of world.equipmentIds) {
    for (const day of ['06-30', '09-30']) {
      const wanted = { exercise: 2016, type: 'UPDATED', periodEnd: `2016-${day}` };
      ids.push((await open(agent, { equipmentId, ...wanted })).id);
    }
  }
  await knownTo(ids.at(-1)!, person);
  const termsVersion = await acceptTerms(person);
  return {
    ...{ agent, person, ids, equipmentIds: world.equipmentIds },
    bring: async (wanted, flight = newFlight()) => {
      await fly(flight, person, wanted, { figures: () => updatedFigures(), termsVersion, atOnce: 8 });
      return flight;
    },
  };
}

/** Says something new of an equipment, which every service hears: an authorisation from that day on. */
export async function changeAuthorisation(agent: ApiClient, equipmentId: string, validFrom: string): Promise<void> {
  const path = `/api/equipment/equipments/${equipmentId}`;
  const { revision } = accepted('the equipment', await agent.get<{ revision: number }>(path));
  const authorization = {
    ...{ validFrom, capacity: 2_500, modulated: false, slots: [], ageFrom: 2, ageTo: 72 },
    openingHours: '7 h 30 – 18 h 30, du lundi au vendredi',
  };
  const sent = { revision, key: randomUUID() };
  accepted('a new authorisation', await agent.send('POST', `${path}/authorizations`, authorization, sent));
}
