import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { acceptTerms, complete, open, read, requestCorrection, save, transmit, write } from './src/acts.ts';
import { axeFindings } from './src/axe.ts';
import {
  follow,
  inPage,
  pastTerms,
  personAt,
  picture,
  plain,
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
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

// Decision 9.9: after the transmission the approver asks the Caf, which declines with a sentence or rejects at her request.
const asked = 'Le nombre de jours d’ouverture transmis est 220, le bon est 218.';
const askedAgain = 'Les plannings de mars le montrent, deux jours de fermeture ont été oubliés.';
const answer = 'Les états transmis confirment 220 jours. Précisez votre demande.';

describe('a correction asked for after the transmission', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La Demande');
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('the approver writes it on her screen, and everybody of the partner reads that the Caf is awaited', async () => {
    const screen = await personAt(browser, 'portal', team.people.approver);
    const { page } = screen;
    await step('request', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, `/declarations/${id}/consultation`);
      await follow(page, 'Demander une correction');
      await seeTitle(page, 'Demander une correction');
      await page.locator('#demande').fill('Trop court.');
      await press(page, 'Envoyer la demande à la Caf');
      await seeText(page, 'Écrivez 20 caractères au moins');
      expect(await examine(screen, 'correction-request-refused')).toEqual([]);
      await page.locator('#demande').fill(asked);
      await press(page, 'Envoyer la demande à la Caf');
      await seeText(page, 'Correction demandée à la Caf, en attente de sa réponse');
      await seeTitle(page, 'Déclaration');
      expect(await examine(screen, 'correction-requested')).toEqual([]);
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
    for (const person of [team.activity, team.financial, team.approver, agent]) {
      const view = await read(person, id);
      expect(view).toMatchObject({ status: 'SUBMITTED', correctionRequest: { state: 'PENDING', text: asked } });
      expect(view.correctionRequest?.by).toBe(team.people.approver.name);
    }
  });

  test('one at a time, by the approver of this equipment only', async () => {
    const twice = await requestCorrection(team.approver, id, askedAgain);
    expect(refused('a second request', twice)).toMatchObject({ status: 422, code: 'CORRECTION_ALREADY_REQUESTED' });
    const provider = await requestCorrection(team.activity, id, askedAgain);
    expect(refused('a request by a provider', provider)).toMatchObject({ status: 403, code: 'ROLE_REQUIRED' });
    const elsewhere = await newWorld(agent, 'Ailleurs');
    const stranger = (await newTeam(agent, elsewhere)).approver;
    const farAgent = await signIn('admin', otherAgentAccount());
    const path = `/api/workflow/declarations/${id}/correction-request`;
    for (const [who, url] of [
      [stranger, path],
      [farAgent, `${path}/refusal`],
    ] as const) {
      const unknown = await who.send('POST', url, { text: askedAgain }, { revision: 1, key: randomUUID() });
      expect(refused('an act from elsewhere', unknown)).toMatchObject({ status: 404 });
    }
    const own = await write(team.approver, id, 'POST', '/correction-request/refusal', { text: answer }, { key: '1' });
    expect(own.status).toBe(404);
  });

  test('the agent sees it in the queue', async () => {
    const screen = await personAt(browser, 'admin', agentAccount());
    const { page } = screen;
    await step('queue', [screen], async () => {
      await seeTitle(page, 'Déclarations à instruire');
      await seeText(page, world.equipmentNames[0]!);
      const row = `[...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes(${JSON.stringify(world.equipmentNames[0])}))?.textContent ?? ''`;
      expect(plain(await inPage<string>(page, row))).toContain('Correction demandée');
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, 'queue-with-request');
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });

  test('the agent reads it and declines with a sentence', async () => {
    const screen = await personAt(browser, 'admin', agentAccount(), `/declarations/${id}`);
    const { page } = screen;
    await step('decline', [screen], async () => {
      await seeText(page, asked);
      expect(await examine(screen, 'review-with-request')).toEqual([]);
      await press(page, 'Refuser la correction');
      await page.locator('#decision-texte').fill(answer);
      expect(await examine(screen, 'decline-panel')).toEqual([]);
      await press(page, 'Envoyer le refus');
      await seeText(page, 'la demande de correction est refusée');
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
    expect((await read(team.activity, id)).correctionRequest).toMatchObject({
      state: 'DECLINED',
      declined: { text: answer },
    });
  });

  test('asked again, the agent rejects with the words of the partner, and the approver corrects', async () => {
    accepted('the second request', await requestCorrection(team.approver, id, askedAgain));
    const screen = await personAt(browser, 'admin', agentAccount(), `/declarations/${id}`);
    const { page } = screen;
    const motive = `À la demande du partenaire : ${askedAgain}`;
    await step('reject', [screen], async () => {
      await seeText(page, askedAgain);
      await press(page, 'Rejeter à la demande du partenaire');
      await page.locator('#decision-texte').wait();
      expect(plain(await inPage<string>(page, `document.querySelector('#decision-texte').value`))).toBe(plain(motive));
      await press(page, 'Rejeter la déclaration');
      await seeText(page, 'est rejetée');
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
    const view = await read(team.approver, id);
    expect(view).toMatchObject({ status: 'IN_PROGRESS', version: 2, correctionRequest: null });
    expect(plain(view.rejection!.motive)).toBe(plain(motive));
    expect((await read(team.activity, id)).rejection).toBeNull();
    await save(team.approver, id, 'activity', { openingDays: 219 });
    await complete(team.approver, id, 'activity', { openingDays: 218 });
    await complete(team.approver, id, 'financial', {});
    await acceptTerms(team.approver);
    const sent = await transmit(team.approver, id);
    expect(sent).toMatchObject({ status: 'SUBMITTED', version: 2, correctionRequest: null });
    expect(sent.acts).toContain('REQUEST_CORRECTION');
    const acts = sent.history.map(({ act }) => act);
    expect(acts.filter((act) => act === 'Correction demandée à la Caf')).toHaveLength(2);
    expect(acts).toContain('Demande de correction refusée par la Caf');
  });
});
