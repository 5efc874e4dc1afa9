import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { open } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import {
  follow,
  inPage,
  pastTerms,
  personAt,
  press,
  seeNoText,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, otherAgentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { mailAbout } from './src/mail-sink.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

// B6: partner and Caf write to each other in the file of a declaration.
const asked = 'Faut-il compter la semaine de fermeture en août ? <b>Merci</b> 👩🏽‍🍼';
const answered = 'Non, seulement les jours réellement ouverts.';

describe('the messages of a file', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let partner: Screen;
  let caf: Screen;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La Correspondance');
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    browser = await startBrowser();
    partner = await personAt(browser, 'portal', team.people.activity);
    caf = await personAt(browser, 'admin', agentAccount(), '/messages');
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('a provider writes from the declaration; an empty message is refused and what is typed survives a reload', async () => {
    const { page } = partner;
    await step('write', [partner], async () => {
      await pastTerms(partner);
      await visit(partner, `/declarations/${id}/saisie-activite`);
      await follow(page, 'Messages');
      await seeTitle(page, 'Messages');
      await seeText(page, 'Aucun message pour le moment');
      await press(page, 'Envoyer à la Caf');
      await seeText(page, 'Écrivez votre message.');
      expect(await examine(partner, 'messages-refused')).toEqual([]);
      await page.locator('#message-texte').fill(asked);
      await page.reload({ waitUntil: 'load' });
      await page.waitForFunction(`document.querySelector('#message-texte')?.value === ${JSON.stringify(asked)}`);
      await press(page, 'Envoyer à la Caf');
      await seeText(page, 'Votre message est envoyé.');
      await seeText(page, asked);
      expect(await inPage<string>(page, `document.querySelector('#message-texte').value`)).toBe('');
    });
  });

  test('an agent finds what nobody answered, answers, and the provider sees it come', async () => {
    const { page } = caf;
    await step('answer', [caf, partner], async () => {
      await visit(caf, '/messages');
      await seeText(page, world.equipmentNames[0]!);
      await seeText(page, '1 message non lu');
      expect(await examine(caf, 'messages-unread')).toEqual([]);
      await visit(caf, `/declarations/${id}/messages`);
      await seeText(page, asked);
      await page.locator('#message-texte').fill(answered);
      await press(page, 'Envoyer au partenaire');
      await seeText(page, answered);
      // Without a word from her: the page follows.
      await seeText(partner.page, answered);
      expect(await examine(partner, 'messages-answered')).toEqual([]);
      await visit(caf, '/messages');
      await seeNoText(page, world.equipmentNames[0]!);
    });
  });

  test('a colleague finds it on the home page, until it is read', async () => {
    const colleague = await personAt(browser, 'portal', team.people.approver);
    await step('home', [colleague], async () => {
      await pastTerms(colleague);
      await seeText(colleague.page, 'Messages de votre Caf');
      expect(await examine(colleague, 'home-messages')).toEqual([]);
      await visit(colleague, `/declarations/${id}/messages`);
      await seeText(colleague.page, answered);
      await follow(colleague.page, 'Accueil');
      await seeNoText(colleague.page, 'Messages de votre Caf');
    });
    expect(colleague.complaints).toEqual([]);
  });

  test('who did not write is told by mail, which says where it is and nothing of it', async () => {
    const mail = await mailAbout(team.people.financial.email, 'La Caf vous a écrit', 90_000);
    expect(mail.text).toContain(`/declarations/${id}/messages`);
    expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toContain(answered);
  }, 120_000);

  test('another Caf knows of nothing', async () => {
    const far = await signIn('admin', otherAgentAccount());
    expect((await far.get(`/api/workflow/declarations/${id}/messages`)).status).toBe(404);
    expect([partner.complaints, caf.complaints]).toEqual([[], []]);
  });
});
