import type { Browser } from 'puppeteer-core';
import { acceptTerms, complete, open, transmit, validate } from './acts.ts';
import type { ApiClient } from './api-client.ts';
import { personAt, startBrowser, type Screen } from './browser.ts';
import { agentAccount } from './demo-people.ts';
import { activityFigures, financialFigures } from './figures.ts';
import { signIn, type Account } from './sign-in.ts';
import { knownTo, newPerson, newTeam, newWorld, type Role, type Team, type World } from './world.ts';

/** What the scenarios of one sheet of the guide share: a nursery of its own, the three usual people, one browser. */
export interface Sheet {
  readonly agent: ApiClient;
  readonly world: World;
  readonly team: Team;
  readonly browser: Browser;
  /** Everyone at a screen, to picture when a step fails. */
  readonly screens: Screen[];
}

/** Registers the nursery and its people, who have accepted the terms, and starts the browser. */
export async function newSheet(name: string): Promise<Sheet> {
  const agent = await signIn('admin', agentAccount());
  const world = await newWorld(agent, name);
  const team = await newTeam(agent, world);
  for (const client of [team.activity, team.financial, team.approver]) await acceptTerms(client);
  return { agent, world, team, browser: await startBrowser(), screens: [] };
}

/** Opens a declaration of the sheet’s nursery and waits until its people may read it. */
export async function openFor(
  { agent, world, team }: Sheet,
  wanted: { type: string; exercise: number; periodEnd?: string; dueOn?: string },
): Promise<string> {
  const { id } = await open(agent, { equipmentId: world.equipmentIds[0]!, ...wanted });
  await knownTo(id, team.activity, team.financial, team.approver);
  return id;
}

/** Opens a declaration whose two sections their providers have ended. */
export async function openCompleted(sheet: Sheet, wanted: Parameters<typeof openFor>[1]): Promise<string> {
  const id = await openFor(sheet, wanted);
  await complete(sheet.team.activity, id, 'activity', activityFigures());
  await complete(sheet.team.financial, id, 'financial', financialFigures());
  return id;
}

/** History to compare with: the réelle of an exercise, validated by the Caf. */
export async function validatedActual(sheet: Sheet, exercise: number): Promise<void> {
  const id = await openCompleted(sheet, { type: 'ACTUAL', exercise });
  await transmit(sheet.team.approver, id);
  await validate(sheet.agent, id);
}

/** Sits a person down at the portal, at an address. */
export async function seat({ browser, screens }: Sheet, account: Account, path = '/'): Promise<Screen> {
  const screen = await personAt(browser, 'portal', account, path);
  screens.push(screen);
  return screen;
}

/** Another person of the nursery with these roles, who may read the declaration and sits at it. */
export async function seatWithRoles(
  sheet: Sheet,
  familyName: string,
  roles: readonly Role[],
  id: string,
): Promise<Screen> {
  const person = await newPerson(sheet.agent, sheet.world, familyName, { 0: roles });
  const client = await signIn('portal', person);
  await acceptTerms(client);
  await knownTo(id, client);
  return seat(sheet, person, `/declarations/${id}`);
}

/** What the browsers complained of. */
export function complaintsOf({ screens }: Sheet): string[] {
  return screens.flatMap(({ complaints }) => complaints);
}
