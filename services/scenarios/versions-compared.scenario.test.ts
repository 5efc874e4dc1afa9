import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { complete, open, readVersion, reject, transmit } from './src/acts.ts';
import {
  follow,
  hasText,
  pastTerms,
  personAt,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
} from './src/browser.ts';
import { agentAccount, otherAgentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team } from './src/world.ts';

// Guide, fiche 2: « version précédente ». What was transmitted stays readable, and shows what the correction changed.
const motive = 'Les jours d’ouverture et les achats sont à revoir, svp.';

describe('versions read and compared', () => {
  let browser: Browser;
  let agent: ApiClient;
  let team: Team;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Les Versions');
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
    await reject(agent, id, motive);
    await complete(team.approver, id, 'activity', { openingDays: 215 });
    await complete(team.approver, id, 'financial', { c60Purchases: 3_100_000 });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function seen(person: ApiClient, number: number): Promise<unknown[]> {
    const view = accepted(`version ${number}`, await readVersion(person, id, number));
    const { activity, financial } = view.sections;
    return [activity.values['openingDays'], financial?.values['c60Purchases'], view.motive];
  }

  test('each person reads of a version what they read of the declaration', async () => {
    expect(await seen(team.approver, 1)).toEqual([220, 3_000_000, motive]);
    expect(await seen(team.approver, 2)).toEqual([215, 3_100_000, null]);
    expect(await seen(team.activity, 1)).toEqual([220, undefined, null]);
    expect(await seen(team.activity, 2)).toEqual([215, undefined, null]);
    expect(await seen(team.financial, 1)).toEqual([undefined, 3_000_000, null]);
    expect(await seen(agent, 1)).toEqual([220, 3_000_000, motive]);
    // A draft is not for the Caf.
    expect(await seen(agent, 2)).toEqual([undefined, undefined, null]);
    const codes = accepted('version 1', await readVersion(team.financial, id, 1)).controls.map(({ code }) => code);
    expect(codes.filter((code) => !code.startsWith('FIN-'))).toEqual([]);
  });

  test('a version of others, or that never was, does not exist', async () => {
    const elsewhere = await newTeam(agent, await newWorld(agent, 'Ailleurs'));
    const farAgent = await signIn('admin', otherAgentAccount());
    const never = await readVersion(team.approver, id, 3);
    expect(refused('a version that never was', never)).toMatchObject({ status: 404 });
    for (const person of [elsewhere.approver, farAgent]) {
      expect(refused('a version of others', await readVersion(person, id, 1))).toEqual(never.body);
    }
  });

  test('the approver goes from the history to what the correction changed, line by line', async () => {
    const screen = await personAt(browser, 'portal', team.people.approver);
    const { page } = screen;
    await step('compare', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, `/declarations/${id}/historique`);
      await follow(page, 'Comparer à la version 1');
      await seeTitle(page, 'Comparer deux versions');
      await seeText(page, '220 jours');
      await seeText(page, '215 jours');
      await seeText(page, motive);
      expect(await hasText(page, 'Heures facturées')).toBe(false);
      expect(await examine(screen, 'comparison')).toEqual([]);
      await press(page, 'Voir toutes les lignes');
      await seeText(page, 'identique');
      expect(await examine(screen, 'comparison-all')).toEqual([]);
      await follow(page, 'Revenir aux versions');
      await follow(page, 'Lire la version 1');
      await seeTitle(page, 'Version 1');
      await seeText(page, 'Ses données ne changent plus');
      expect(await examine(screen, 'version')).toEqual([]);
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });

  test('a provider compares her own section only, without the motive', async () => {
    const screen = await personAt(browser, 'portal', team.people.activity);
    const { page } = screen;
    await step('compare by a provider', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, `/declarations/${id}/comparaison?avant=1&apres=2`);
      await seeText(page, '215 jours');
      await seeText(page, 'Vous ne lisez pas ces données dans les deux versions');
      expect(await hasText(page, motive)).toBe(false);
      expect(await hasText(page, 'Droit estimé')).toBe(false);
    });
    await screen.close();
  });

  test('once transmitted again, the agent compares both versions', async () => {
    await transmit(team.approver, id);
    const screen = await personAt(browser, 'admin', agentAccount(), `/declarations/${id}`);
    const { page } = screen;
    await step('compare by the agent', [screen], async () => {
      await follow(page, 'Comparer à la version 1');
      await seeTitle(page, 'Comparer deux versions');
      await seeText(page, '31 000,00 €');
      expect(await examine(screen, 'comparison')).toEqual([]);
      await visit(screen, `/declarations/${id}/versions/1`);
      await seeText(page, motive);
      expect(await examine(screen, 'version')).toEqual([]);
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });
});
