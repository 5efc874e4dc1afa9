import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import type { ApiClient } from './src/api-client.ts';
import { acceptTerms, complete, open, read, transmit, validate } from './src/acts.ts';
import { decideOnScreen, openActualOnScreen } from './src/admin-walk.ts';
import {
  hasText,
  pastTerms,
  personAt,
  picture,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, cafAdministratorAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import {
  continueFromHome,
  endSection,
  enterAndControl,
  explainOnScreen,
  reviewOnScreen,
  transmitOnScreen,
} from './src/portal-walk.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

// The product’s main job, by five people in a browser: a Caf agent opens, two providers fill, the approver transmits, another
// agent rejects, the approver corrects, the agent validates.
describe('main job', () => {
  let browser: Browser;
  let agentApi: ApiClient;
  let team: Team;
  let world: World;
  let agent: Screen;
  let judge: Screen;
  let activity: Screen;
  let financial: Screen;
  let approver: Screen;
  let id: string;
  const screens: Screen[] = [];

  beforeAll(async () => {
    agentApi = await signIn('admin', agentAccount());
    world = await newWorld(agentApi, 'La Grande Ourse');
    team = await newTeam(agentApi, world);
    // History to compare with: the réelle of the year before, validated.
    const before = await open(agentApi, { equipmentId: world.equipmentIds[0]!, exercise: 2015, type: 'ACTUAL' });
    await knownTo(before.id, team.activity, team.financial, team.approver);
    await complete(team.activity, before.id, 'activity', activityFigures());
    await complete(team.financial, before.id, 'financial', financialFigures());
    await transmit(team.approver, before.id);
    await validate(agentApi, before.id);
    await acceptTerms(team.activity);
    browser = await startBrowser();
    agent = await personAt(browser, 'admin', agentAccount());
    judge = await personAt(browser, 'admin', cafAdministratorAccount());
    activity = await personAt(browser, 'portal', team.people.activity);
    financial = await personAt(browser, 'portal', team.people.financial);
    approver = await personAt(browser, 'portal', team.people.approver);
    screens.push(agent, judge, activity, financial, approver);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, screens, work), 60_000);

  play('the agent opens the réelle 2016', async () => {
    await openActualOnScreen(agent, world.equipmentNames[0]!, 2016);
    const { items } = (
      await agentApi.get<{ items: { id: string; exercise: number }[] }>(
        `/api/workflow/declarations?equipmentId=${world.equipmentIds[0]}&exercise=2016`,
      )
    ).body;
    expect(items).toHaveLength(1);
    id = items[0]!.id;
    await knownTo(id, team.activity, team.financial, team.approver);
  });

  play('the activity provider fills, explains the gaps with last year, and ends', async () => {
    const { page } = activity;
    await continueFromHome(activity, world.equipmentNames[0]!);
    await enterAndControl(page, 'Données d’activité', activityFigures(115));
    await seeTitle(page, 'Contrôle des données d’activité');
    expect(await explainOnScreen(page)).toBeGreaterThanOrEqual(2);
    await picture(page, 'main-job-activity-controls');
    await endSection(page);
    await seeTitle(page, 'Ce qui est attendu de vous');
    expect((await read(team.activity, id)).sections.activity.state).toBe('LOCKED');
  });

  play('the financial provider lands on the financial form, fills, explains, and ends', async () => {
    const { page } = financial;
    await pastTerms(financial);
    await visit(financial, `/declarations/${id}`);
    await enterAndControl(page, 'Données financières', { ...financialFigures(), c64Staff: 30_000_000 });
    await seeTitle(page, 'Contrôle des données financières');
    await explainOnScreen(page);
    await endSection(page);
    await seeTitle(page, 'Ce qui est attendu de vous');
    expect((await read(team.financial, id)).sections.financial!.state).toBe('LOCKED');
  });

  play('the approver accepts the terms, checks, explains, attests and transmits', async () => {
    const { page } = approver;
    await pastTerms(approver);
    await continueFromHome(approver, world.equipmentNames[0]!);
    await reviewOnScreen(page);
    await transmitOnScreen(page);
    await picture(page, 'main-job-transmitted');
    expect(await read(team.approver, id)).toMatchObject({ status: 'SUBMITTED', version: 1 });
  });

  play('another agent rejects with a motive', async () => {
    await decideOnScreen(judge, id, { reject: 'Les heures facturées dépassent celles des états mensuels.' });
    expect(await read(team.approver, id)).toMatchObject({ status: 'IN_PROGRESS', version: 2 });
  });

  play('the approver reads the motive, corrects and transmits again', async () => {
    const { page } = approver;
    await visit(approver, `/declarations/${id}/saisie-activite`);
    await seeText(page, 'Les heures facturées dépassent celles des états mensuels.');
    await enterAndControl(page, 'Données d’activité', { invoicedHours: 4_130_000 });
    await seeTitle(page, 'Contrôle des données d’activité');
    await explainOnScreen(page);
    await press(page, 'Continuer');
    await seeTitle(page, 'Données financières');
    await press(page, 'Enregistrer et contrôler');
    await seeTitle(page, 'Contrôle des données financières');
    await explainOnScreen(page);
    await press(page, 'Continuer');
    await reviewOnScreen(page);
    await transmitOnScreen(page);
    expect(await read(team.approver, id)).toMatchObject({ status: 'SUBMITTED', version: 2 });
  });

  play('the agent validates, and nothing is expected of anybody any more', async () => {
    await decideOnScreen(judge, id, 'validate');
    expect(await read(team.approver, id)).toMatchObject({ status: 'VALIDATED', version: 2 });
    await visit(approver, '/');
    await seeTitle(approver.page, 'Ce qui est attendu de vous');
    await seeText(approver.page, 'Aucune action n’est attendue de vous');
    expect(await hasText(approver.page, 'Continuer')).toBe(false);
  });

  test('no browser complained', () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
