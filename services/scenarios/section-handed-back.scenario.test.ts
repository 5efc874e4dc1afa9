import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { complete, lock, open, read, reject, transmit, write } from './src/acts.ts';
import { hasText, pastTerms, personAt, press, seeText, startBrowser, step, visit } from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team } from './src/world.ts';

// Guide, fiche 10: the approver returns a section to its provider, and says what is expected; so does a delegation (T12).
const message = 'Merci de revoir les jours d’ouverture de mars.';
const entrusted = 'La Caf demande de préciser les jours d’ouverture.';

describe('a section handed back with a message', () => {
  let browser: Browser;
  let agent: ApiClient;
  let team: Team;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Le Retour');
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'FORECAST' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('the approver writes it in a dialog; leaving it keeps what was typed', async () => {
    const screen = await personAt(browser, 'portal', team.people.approver);
    const { page } = screen;
    const giveBack = `Rendre la section à ${team.people.activity.name}`;
    await step('hand back', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, `/declarations/${id}/controle-declaration`);
      await press(page, giveBack);
      await page.locator('#message-section').fill(message);
      expect(await examine(screen, 'hand-back-dialog')).toEqual([]);
      await press(page, 'Ne pas rendre');
      await page.waitForSelector('mat-dialog-container', { hidden: true });
      expect((await read(team.approver, id)).sections.activity.state).toBe('LOCKED');
      await press(page, giveBack);
      await seeText(page, 'La transmission attendra');
      await press(page, 'Rendre la section');
      await seeText(page, 'La section est rendue');
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });

  test('the provider reads it above her figures until she ends the section again; nobody else does', async () => {
    const screen = await personAt(browser, 'portal', team.people.activity);
    const { page } = screen;
    await step('read the message', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, `/declarations/${id}/saisie-activite`);
      await seeText(page, `Section rendue par ${team.people.approver.name}`);
      await seeText(page, message);
      expect(await examine(screen, 'section-handed-back')).toEqual([]);
    });
    expect((await read(team.financial, id)).sections.activity.handedBack).toBeNull();
    const { sections } = await complete(team.activity, id, 'activity', { openingDays: 219 });
    expect(sections.activity).toMatchObject({ state: 'LOCKED', handedBack: null });
    await step('no message any more', [screen], async () => {
      await visit(screen, `/declarations/${id}/saisie-activite`);
      await seeText(page, 'La saisie a été terminée');
      expect(await hasText(page, message)).toBe(false);
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });

  test('a message is optional, and 2 000 characters at most', async () => {
    const long = await write(team.approver, id, 'DELETE', '/sections/activity/lock', { message: 'x'.repeat(2_001) });
    expect(refused('a long message', long)).toMatchObject({ status: 422, code: 'TEXT_LENGTH' });
    const given = accepted('handing back', await write(team.approver, id, 'DELETE', '/sections/activity/lock'));
    expect(given.sections.activity.handedBack).toMatchObject({ message: null });
    await complete(team.activity, id, 'activity', { openingDays: 220 });
    await lock(team.activity, id, 'activity');
  });

  test('the message of a delegated correction stands above the figures of its section', async () => {
    await transmit(team.approver, id);
    await reject(agent, id, 'Précisez le nombre de jours d’ouverture, svp.');
    const body = { message: entrusted };
    accepted('delegation', await write(team.approver, id, 'POST', '/delegations/activity', body));
    const screen = await personAt(browser, 'portal', team.people.activity, `/declarations/${id}/saisie-activite`);
    await step('read the delegation', [screen], async () => {
      await seeText(screen.page, `Correction confiée par ${team.people.approver.name}`);
      await seeText(screen.page, entrusted);
      expect(await examine(screen, 'section-entrusted')).toEqual([]);
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
    expect((await read(team.financial, id)).correction?.messages).toEqual([]);
  });
});
