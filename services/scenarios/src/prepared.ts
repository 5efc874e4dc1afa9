import { complete, open, transmit, validate } from './acts.ts';
import type { ApiClient } from './api-client.ts';
import { activityFigures, financialFigures } from './figures.ts';
import { knownTo, type Team } from './world.ts';

/** States that scenarios start from, made through the API. */

/** Opens a declaration that the team may read. */
export async function opened(
  agent: ApiClient,
  team: Team,
  wanted: { equipmentId: string; exercise: number; type: string; periodEnd?: string },
): Promise<string> {
  const { id } = await open(agent, wanted);
  await knownTo(id, team.activity, team.financial, team.approver);
  return id;
}

/** Both sections filled, controlled, explained and ended by their providers. */
export async function filled(team: Team, id: string): Promise<void> {
  await complete(team.activity, id, 'activity', activityFigures());
  await complete(team.financial, id, 'financial', financialFigures());
}

/** A réelle that the Caf has validated: history to compare with. */
export async function validated(agent: ApiClient, team: Team, equipmentId: string, exercise: number): Promise<string> {
  const id = await opened(agent, team, { equipmentId, exercise, type: 'ACTUAL' });
  await filled(team, id);
  await transmit(team.approver, id);
  await validate(agent, id);
  return id;
}
