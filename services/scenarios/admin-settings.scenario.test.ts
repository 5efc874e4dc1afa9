import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { givePassword } from './src/accounts-desk.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { complete, open, read, transmit, write } from './src/acts.ts';
import { inPage, personAt, picture, press, seeText, seeTitle, startBrowser, step, visit } from './src/browser.ts';
import type { Screen } from './src/browser.ts';
import { nationalAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { actsOn } from './src/reading.ts';
import { signIn, type Account } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld } from './src/world.ts';

// What a Caf decides for all its declarations: four eyes, closed exercises. A Caf of its own, since both change what its agents may do.
describe('settings of a Caf', () => {
  const tag = randomBytes(4).toString('hex');
  const cafCode = `Z${tag.slice(0, 2)}`.toUpperCase();
  let browser: Browser;
  let agent: ApiClient;
  let colleague: ApiClient;
  let chiefAccount: Account;
  let chief: Screen;
  let changer: Screen;
  let id: string;

  beforeAll(async () => {
    const national = await signIn('admin', nationalAccount());
    const worker = async (population: string, familyName: string): Promise<Account> => {
      const email = `${familyName}.${tag}@scenario.example`.toLowerCase();
      const body = { email, givenName: 'Camille', familyName, population, cafCodes: [cafCode] };
      accepted(email, await national.send('POST', '/api/identity/users', body));
      return givePassword(email);
    };
    chiefAccount = await worker('CAF_ADMIN', 'Chef');
    const cafAdministrator = await signIn('admin', chiefAccount);
    const agentOf = async (familyName: string): Promise<Account> => {
      const email = `${familyName}.${tag}@scenario.example`.toLowerCase();
      const body = { email, givenName: 'Camille', familyName, population: 'CAF_AGENT', cafCodes: [cafCode] };
      await eventually(`${email} to be registered`, async () => {
        const answer = await cafAdministrator.send('POST', '/api/identity/users', body);
        return answer.status < 300;
      });
      return givePassword(email);
    };
    const changerAccount = await agentOf('Gestionnaire');
    agent = await signIn('admin', changerAccount);
    colleague = await signIn('admin', await agentOf('Collegue'));
    await eventually('the equipment service to know the agent', async () => {
      const answer = await agent.send(
        'POST',
        '/api/equipment/partners',
        { name: `Caf ${cafCode}`, status: 'ASSOCIATION' },
        { key: randomUUID() },
      );
      return answer.status < 300;
    });
    const world = await newWorld(agent, 'Les Quatre Yeux');
    const team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
    browser = await startBrowser();
    chief = await personAt(browser, 'admin', chiefAccount, '/reglages');
    changer = await personAt(browser, 'admin', changerAccount, `/declarations/${id}`);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [chief, changer], work));

  play('the administrator decides for four eyes; an older page is told, and keeps what was ticked', async () => {
    const { page } = chief;
    const older = await personAt(browser, 'admin', chiefAccount, '/reglages');
    await older.page.locator(`#exercice-${cafCode}-2016`).click();
    await seeTitle(page, 'Réglages de la Caf');
    await page.locator(`#double-regard-${cafCode}`).click();
    await press(page, `Enregistrer les réglages de la Caf ${cafCode}`);
    await seeText(page, `Les réglages de la Caf ${cafCode} sont enregistrés.`);
    await seeText(page, 'Décidé par Camille Chef');
    await picture(page, 'admin-settings');
    await press(older.page, `Enregistrer les réglages de la Caf ${cafCode}`);
    await seeText(older.page, 'Les réglages ne sont pas enregistrés');
    expect(await inPage<boolean>(older.page, `document.querySelector('#exercice-${cafCode}-2016').checked`)).toBe(true);
    expect(older.complaints).toEqual([]);
    await older.close();
  });

  play('who changed the equipment today reads that another agent judges; the colleague does', async () => {
    const { page } = changer;
    await visit(changer, `/declarations/${id}`);
    await seeText(page, 'Un autre agent se prononce aujourd’hui');
    await picture(page, 'admin-four-eyes');
    expect((await actsOn(page)).filter((act) => /^(Valider|Rejeter)/.test(act))).toEqual([]);
    const key = randomUUID();
    const judged = await write(agent, id, 'POST', '/validation', { note: 'Conforme.' }, { key });
    expect(refused('a validation with two eyes', judged)).toMatchObject({ status: 422, code: 'FOUR_EYES' });
    accepted('a validation', await write(colleague, id, 'POST', '/validation', { note: 'Conforme.' }, { key }));
    expect((await read(agent, id)).status).toBe('VALIDATED');
  });

  play('an agent reads the settings and decides nothing; a closed exercise is not reopened', async () => {
    await chief.page.locator(`#exercice-${cafCode}-2016`).click();
    await press(chief.page, `Enregistrer les réglages de la Caf ${cafCode}`);
    await eventually('the exercise to be closed', async () => {
      const { items } = accepted(
        'settings',
        await agent.get<{ items: { closedExercises: number[] }[] }>('/api/workflow/caf-settings'),
      );
      return items[0]?.closedExercises.includes(2016);
    });
    const reopening = await write(colleague, id, 'POST', '/reopening', { motive: 'À la suite du contrôle sur place.' });
    expect(refused('a reopening', reopening)).toMatchObject({ status: 422, code: 'EXERCISE_CLOSED' });
    await visit(changer, '/reglages');
    await seeText(changer.page, 'Ces réglages sont décidés par les administrateurs de votre Caf.');
    expect(await inPage<boolean>(changer.page, `document.querySelector('#exercice-${cafCode}-2016').checked`)).toBe(
      true,
    );
    expect((await actsOn(changer.page)).filter((act) => act.startsWith('Enregistrer'))).toEqual([]);
    const asked = { fourEyes: false, closedExercises: [] };
    const answer = await agent.send('PUT', `/api/workflow/caf-settings/${cafCode}`, asked, { revision: 2 });
    expect(refused('settings by an agent', answer)).toMatchObject({ status: 403, code: 'CAF_SETTINGS_NOT_YOURS' });
    const elsewhere = await colleague.send('PUT', '/api/workflow/caf-settings/371', asked, { revision: 0 });
    expect(elsewhere.status).toBe(404);
    expect([...(await examine(chief, 'reglages')), ...(await examine(changer, 'reglages-agent'))]).toEqual([]);
  });

  test('no browser complained', () => {
    expect([...chief.complaints, ...changer.complaints]).toEqual([]);
  });
});
