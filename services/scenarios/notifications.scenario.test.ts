import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { complete, open, reject, transmit } from './src/acts.ts';
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
import { agentAccount, cafAdministratorAccount, nationalAccount } from './src/demo-people.ts';
import { examineTwice } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { mailAbout, mailsTo } from './src/mail-sink.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newTeam, newWorld, type Person, type Team, type World } from './src/world.ts';

interface Notices {
  readonly items: readonly { readonly id: string; readonly title: string; readonly kind: string }[];
  readonly unread: number;
}

// Who is told what: the bell, the list, the mails on the real sink, one’s choices, and what administrators follow.
describe('notifications', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let person: Person;
  let api: ApiClient;
  let screen: Screen;
  let rejected: string;
  let administrator: Screen;

  const bell = () => inPage<string>(screen.page, `document.querySelector('.bell')?.getAttribute('aria-label') ?? ''`);
  const bellSays = (words: string) =>
    eventually(`the bell to say ${words}`, async () => (await bell()).includes(words), 30_000);

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Messagers', 3);
    team = await newTeam(agent, world);
    const all = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
    person = await newPerson(agent, world, 'Destinataire', { 0: all, 1: all, 2: all });
    api = await signIn('portal', person);
    browser = await startBrowser();
    screen = await personAt(browser, 'portal', person);
    await pastTerms(screen);
    administrator = await personAt(browser, 'admin', cafAdministratorAccount(), '/envois');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [screen, administrator], work));

  play('habilitations granted one after the other are one notice', async () => {
    await bellSays('1\u00a0non lue');
    const { items } = accepted('notices', await api.get<Notices>('/api/notifications/notices'));
    expect(items.map(({ title }) => title)).toEqual(['Vos habilitations ont changé sur 3 équipements']);
  });

  play('a campaign of three is told at once in the open page, and by one mail', async () => {
    const demand = { name: 'Trois', exercise: 2017, type: 'ACTUAL', search: world.partnerName, dueOn: '2099-03-31' };
    await eventually('the workflow to know the three equipments', async () => {
      const preview = await agent.get<{ toOpen: number }>(
        `/api/workflow/campaigns/preview?exercise=2017&type=ACTUAL&search=${encodeURIComponent(world.partnerName)}`,
      );
      return preview.body.toOpen === 3;
    });
    accepted('campaign', await agent.send('POST', '/api/workflow/campaigns', demand, { key: randomUUID() }));
    await bellSays('2\u00a0non lues');
    const mail = await mailAbout(person.email, '3 déclarations sont ouvertes');
    expect(mail.text).toContain(
      `${world.equipmentNames[1]} (Montrevel)\u202f: réelle 2017, à transmettre avant le 31/03/2099`,
    );
    expect(mail.text).toContain('Bonjour Camille Destinataire,');
    expect(mail.html).toContain('lang="fr"');
    expect((await mailsTo(person.email)).filter(({ subject }) => subject.includes('ouverte'))).toHaveLength(1);
  });

  play('the list is read one by one, or all at once', async () => {
    const { page } = screen;
    await page.locator('.bell').click();
    await seeTitle(page, 'Notifications');
    await seeText(page, '3 déclarations sont ouvertes');
    expect(await examineTwice(screen, 'notifications')).toEqual([]);
    // The newest comes first.
    await page.locator('li.unread button').click();
    await bellSays('1\u00a0non lue');
    await follow(page, 'Non lues');
    await seeNoText(page, '3 déclarations sont ouvertes');
    expect(page.url()).toContain('lues=non');
    await press(page, 'Tout marquer comme lu');
    await seeText(page, 'Vous avez tout lu.');
    await bellSays('aucune non lue');
    expect(await examineTwice(screen, 'notifications-all-read')).toEqual([]);
  });

  play('a transmission gives its receipt to who transmitted, and a rejection reaches everybody', async () => {
    const { id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await knownTo(id, team.activity, team.financial, team.approver);
    await complete(team.activity, id, 'activity', activityFigures());
    const finished = await mailAbout(team.people.approver.email, 'Les données d’activité sont terminées');
    expect(finished.text).not.toMatch(/\d{3,},\d\d/);
    await complete(team.financial, id, 'financial', financialFigures());
    await mailAbout(team.people.approver.email, 'Une déclaration est prête à être contrôlée et transmise');
    await transmit(team.approver, id);
    const receipt = await mailAbout(team.people.approver.email, 'Accusé de réception d’une transmission');
    expect(receipt.text).toMatch(/Empreinte de ce qui a été transmis\u202f: [0-9a-f]{64}\./);
    expect(await mailsTo(team.people.activity.email)).not.toContainEqual(
      expect.objectContaining({ subject: expect.stringContaining('Accusé') }),
    );
    const motive = 'Les heures facturées ne correspondent pas aux présences.';
    await reject(agent, id, motive);
    const rejection = await mailAbout(person.email, 'Une déclaration est rejetée par la Caf');
    expect(rejection.text).not.toContain(motive);
    await bellSays('non lue');
    rejected = id;
  });

  play('an agent reads in the administration what they were told, as it comes', async () => {
    const desk = await personAt(browser, 'admin', agentAccount(), '/notifications');
    await step('agent', [desk], async () => {
      await seeTitle(desk.page, 'Notifications');
      const text = 'Nous corrigeons les heures facturées cette semaine.';
      const path = `/api/workflow/declarations/${rejected}/messages`;
      accepted('message', await team.approver.send('POST', path, { text }, { key: randomUUID() }));
      await seeText(desk.page, world.equipmentNames[0]!);
      await desk.page.locator('.bell').wait();
      expect(await examineTwice(desk, 'notices-agent')).toEqual([]);
      await follow(desk.page, `${world.equipmentNames[0]} (Montrevel)\u202f: réelle 2016`);
      await seeText(desk.page, text);
      await visit(desk, '/mon-compte');
      await seeText(desk.page, 'Un gestionnaire demande la correction d’une déclaration');
      expect(desk.complaints).toEqual([]);
    });
    await desk.close();
  });

  play('« Mon compte » shows the roles and keeps the choices; what is due by right has no box', async () => {
    const { page } = screen;
    await visit(screen, '/mon-compte');
    await seeTitle(page, 'Mon compte');
    await seeText(page, person.email);
    await seeText(page, 'Accusé de réception d’une transmission');
    expect(await examineTwice(screen, 'account')).toEqual([]);
    const older = await personAt(browser, 'portal', person, '/mon-compte');
    await seeText(older.page, 'Une partie est terminée');
    await page.locator('#message-DEADLINE').click();
    await press(page, 'Enregistrer mes choix');
    await seeText(page, 'Vos choix sont enregistrés.');
    await older.page.locator('#message-SECTION_FINISHED').click();
    await press(older.page, 'Enregistrer mes choix');
    await seeText(older.page, 'Vos choix ne sont pas enregistrés');
    expect(await inPage<boolean>(older.page, `document.querySelector('#message-SECTION_FINISHED').checked`)).toBe(
      false,
    );
    expect(await inPage<number>(page, `document.querySelectorAll('#message-TRANSMITTED').length`)).toBe(0);
    await older.close();
  });

  play('nobody switches off what is due, nor touches what is told to others', async () => {
    const { items } = accepted('notices', await api.get<Notices>('/api/notifications/notices'));
    const path = `/api/notifications/notices/${items[0]!.id}/read`;
    expect(refused('another’s notice', await team.activity.send('POST', path)).code).toBe('NOT_FOUND');
    const muted = { muted: ['REJECTED'] };
    const choice = await api.send('PUT', '/api/notifications/preferences', muted, { revision: 1 });
    expect(refused('due by right', choice).code).toBe('DUE_BY_RIGHT');
    expect(refused('an agent', await agent.get('/api/notifications/mails')).code).toBe('FORBIDDEN');
  });

  play('administrators see the mails of their Caf', async () => {
    await visit(administrator, '/envois?etat=envoyes');
    await seeTitle(administrator.page, 'Envois');
    await seeText(administrator.page, person.email);
    expect(await examineTwice(administrator, 'mails')).toEqual([]);
    await visit(administrator, '/envois?etat=en-echec');
    await seeText(administrator.page, 'Aucun courriel ici.');
    const national = await signIn('admin', nationalAccount());
    const { total } = accepted('mails', await national.get<{ total: number }>('/api/notifications/mails'));
    expect(total).toBeGreaterThan(0);
  });
});
