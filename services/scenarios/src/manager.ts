import { complete, open, transmit, validate } from './acts.ts';
import { accepted, type ApiClient } from './api-client.ts';
import type { Values } from './declaration-view.ts';
import { activityFigures, financialFigures } from './figures.ts';
import { signIn } from './sign-in.ts';
import { knownTo, newPerson, newWorld, type Person, type Role, type World } from './world.ts';

/** A gestionnaire whose three people act on all its equipments. */
export interface Manager {
  readonly world: World;
  readonly approver: Person;
  readonly clients: readonly [activity: ApiClient, financial: ApiClient, approver: ApiClient];
}

interface Revised {
  readonly revision: number;
}

/** Registers a gestionnaire with `count` equipments, and signs its people in. */
export async function newManager(agent: ApiClient, name: string, count: number): Promise<Manager> {
  const world = await newWorld(agent, name, count);
  const each = (...roles: Role[]) => Object.fromEntries(world.equipmentIds.map((_, index) => [index, roles]));
  const activity = await newPerson(agent, world, 'Activite', each('ACTIVITY_PROVIDER'));
  const financial = await newPerson(agent, world, 'Financier', each('FINANCIAL_PROVIDER'));
  const approver = await newPerson(agent, world, 'Approbateur', each('APPROVER'));
  const clients = [
    await signIn('portal', activity),
    await signIn('portal', financial),
    await signIn('portal', approver),
  ] as const;
  return { world, approver, clients };
}

/** Changes an equipment, at the revision it has. */
export async function changeEquipment(
  agent: ApiClient,
  equipmentId: string,
  change: (path: string, revision: number) => ReturnType<ApiClient['send']>,
): Promise<void> {
  const path = `/api/equipment/equipments/${equipmentId}`;
  const { revision } = accepted(path, await agent.get<Revised>(path));
  accepted(path, await change(path, revision));
}

/** A validated réelle of one of its equipments, with the rate of the exercise. @returns its id */
export async function validatedActual(
  agent: ApiClient,
  { clients: [activity, financial, approver] }: Manager,
  wanted: { readonly equipmentId: string; readonly exercise: number; readonly activity?: Values },
): Promise<string> {
  const { equipmentId, exercise } = wanted;
  await changeEquipment(agent, equipmentId, (path, revision) =>
    agent.send('PUT', `${path}/general-scheme-rates/${exercise}`, { rate: 9_600 }, { revision }),
  );
  const { id } = await open(agent, { equipmentId, exercise, type: 'ACTUAL' });
  await knownTo(id, activity, financial, approver);
  await complete(activity, id, 'activity', wanted.activity ?? activityFigures());
  await complete(financial, id, 'financial', financialFigures());
  await transmit(approver, id);
  await validate(agent, id);
  return id;
}
