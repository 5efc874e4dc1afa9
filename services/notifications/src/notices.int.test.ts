import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { createApp } from './app.ts';
import { assemble } from './assemble.ts';
import { composeMail } from './mail/compose.ts';
import { migrations } from './store/migrations/list.ts';
import { mailChannel } from './store/notice-store.ts';
import type { MailToSend, SendMail } from './usecases/ports.ts';
import * as world from './testing/world.ts';

let store: TestDatabase;
let app: HttpApp;
let service: ReturnType<typeof assemble>;
let now = new Date('2016-03-01T10:00:00Z');
let sent: MailToSend[] = [];
let answer: Awaited<ReturnType<SendMail>> = { outcome: 'SENT', error: null };

const roles: Readonly<Record<string, string>> = {
  cnaf: 'cnaf-admin',
  admin371: 'caf-admin',
  admin861: 'caf-admin',
  agent: 'caf-agent',
};
const send: SendMail = async (mail) => {
  if (answer.outcome === 'SENT') sent.push(mail);
  return answer;
};
/** What a passing minute lets go. */
const later = async (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
  while (await service.sendMails(send));
};
const hear = (...events: readonly world.SaidEvent[]) => world.hear(store.database, service.reactions, events);
const mailsTo = (person: { readonly id: string }) =>
  sent.filter(({ email }) => email === `${person.id}@moufle.example`);
const titlesOf = (person: { readonly id: string }) => mailsTo(person).map((mail) => composeMail(mail, sites).subject);
const sites = { portal: 'https://portail.example', admin: 'https://caf.example' };

beforeAll(async () => {
  store = await createTestDatabase({ service: 'notifications', migrations, channels: [mailChannel] });
  service = assemble(store.database, () => now);
  app = await createApp({
    database: store.database,
    acts: service.acts,
    // The bearer check has its own tests with real tokens: here the token is the subject.
    verify: async (subject) => ({ subject, email: '', name: '', realmRoles: [roles[subject] ?? 'partner'] }),
    now: () => now,
    logLevel: 'silent',
    readiness: {},
  });
  await hear(
    world.personSaid({ id: randomUUID(), subject: 'cnaf', population: 'CNAF_ADMIN' }),
    world.personSaid({ id: randomUUID(), subject: 'admin371', population: 'CAF_ADMIN', cafCodes: ['371'] }),
    world.personSaid({ id: randomUUID(), subject: 'admin861', population: 'CAF_ADMIN', cafCodes: ['861'] }),
    world.personSaid({
      id: randomUUID(),
      subject: 'agent',
      population: 'CAF_AGENT',
      cafCodes: ['371'],
      email: 'agent@caf371.example',
    }),
  );
});

beforeEach(() => {
  sent = [];
  answer = { outcome: 'SENT', error: null };
});

afterAll(async () => {
  await app.close();
  await store.drop();
});

const call = async (
  subject: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
  revision?: number,
) => {
  const answered = await app.inject({
    method,
    url: `/api/notifications${url}`,
    headers: {
      authorization: `Bearer ${subject}`,
      ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
    },
    ...(payload ? { payload } : {}),
  });
  return { status: answered.statusCode, body: answered.json() };
};

/** An equipment with a provider of each section and an approver. */
async function nursery(name = 'Les Lucioles', count = 1) {
  const equipments = Array.from({ length: count }, () => randomUUID());
  const holding = (role: string) => Object.fromEntries(equipments.map((id) => [id, [role]]));
  const activity = { id: randomUUID(), roles: holding('ACTIVITY_PROVIDER') };
  const financial = { id: randomUUID(), roles: holding('FINANCIAL_PROVIDER') };
  const approver = { id: randomUUID(), roles: holding('APPROVER') };
  await hear(
    ...equipments.map((id, index) => world.equipmentSaid({ id, name: count === 1 ? name : `${name} ${index}` })),
    ...[activity, financial, approver].map(world.personSaid),
  );
  return { equipments, equipmentId: equipments[0]!, activity, financial, approver };
}

describe('who is told', () => {
  test('each act reaches those it concerns, once, whatever is delivered again', async () => {
    const { equipmentId, activity, financial, approver } = await nursery();
    const id = randomUUID();
    const events = [
      world.openedSaid({ id, equipmentId, dueOn: '2016-04-30' }, '', { at: now, actor: 'agent' }),
      world.lockedSaid({ id, equipmentId, revision: 3, activity: 'LOCKED' }, 'ACTIVITY', {
        at: now,
        actor: activity.id,
      }),
      world.lockedSaid({ id, equipmentId, revision: 5, activity: 'LOCKED', financial: 'LOCKED' }, 'FINANCIAL', {
        ...{ at: now, actor: financial.id },
      }),
      world.transmittedSaid({ id, equipmentId, revision: 6 }, { at: now, actor: approver.id }),
      world.rejectedSaid({ id, equipmentId, revision: 7 }, { at: now, actor: 'agent' }),
    ];
    await hear(...events);
    await hear(...events.reverse());
    await later(61);
    await hear(...events);
    await later(61);
    expect(titlesOf(activity).sort()).toEqual([
      'Une déclaration est ouverte – Les Lucioles',
      'Une déclaration est rejetée par la Caf – Les Lucioles',
    ]);
    expect(titlesOf(financial).sort()).toEqual([
      'Les données d’activité sont terminées – Les Lucioles',
      'Une déclaration est ouverte – Les Lucioles',
      'Une déclaration est rejetée par la Caf – Les Lucioles',
    ]);
    expect(titlesOf(approver).sort()).toEqual([
      'Accusé de réception d’une transmission – Les Lucioles',
      'Les données d’activité sont terminées – Les Lucioles',
      'Une déclaration est ouverte – Les Lucioles',
      'Une déclaration est prête à être contrôlée et transmise – Les Lucioles',
      'Une déclaration est rejetée par la Caf – Les Lucioles',
    ]);
    const receipt = composeMail(
      mailsTo(approver).find(({ kind }) => kind === 'TRANSMITTED')!,
      sites,
    );
    expect(receipt.text).toContain('Empreinte de ce qui a été transmis\u202f: ab12cd.');
    expect(receipt.html).toContain('lang="fr"');
  });

  test('a request for correction goes to the referent of the equipment, or to the agents of its Caf', async () => {
    const [followed, others] = [randomUUID(), randomUUID()];
    const colleague = { id: randomUUID(), population: 'CAF_AGENT', cafCodes: ['371'] };
    await hear(
      world.equipmentSaid({ id: followed, referent: 'Agent@caf371.example' }),
      world.equipmentSaid({ id: others }),
      world.personSaid(colleague),
    );
    await hear(world.correctionSaid({ id: randomUUID(), equipmentId: followed }, { at: now }));
    await later(1);
    expect(sent.map(({ email, site }) => [email, site])).toEqual([['agent@caf371.example', 'admin']]);
    await hear(world.correctionSaid({ id: randomUUID(), equipmentId: others }, { at: now }));
    await later(1);
    expect(sent.map(({ email }) => email)).toContain(`${colleague.id}@moufle.example`);
    expect(sent.map(({ email }) => email)).not.toContain('admin861@moufle.example');
  });

  test('a message in the file is told to the other side, several of a minute together, and what it says to nobody', async () => {
    const { equipmentId, activity, approver } = await nursery();
    const colleague = { id: randomUUID(), population: 'CAF_AGENT', cafCodes: ['371'] };
    await hear(world.personSaid(colleague));
    const file = { id: randomUUID(), equipmentId };
    const fromCaf = (number: number) =>
      world.fileMessageSaid(file, { number, side: 'CAF' }, { at: now, actor: colleague.id });
    await hear(fromCaf(1), fromCaf(2), fromCaf(1));
    await hear(world.fileMessageSaid(file, { number: 3, side: 'PARTNER' }, { at: now, actor: activity.id }));
    await later(61);
    for (const person of [activity, approver]) {
      expect(titlesOf(person)).toEqual(['La Caf vous a écrit 2 messages']);
    }
    expect(titlesOf(colleague)).toContain('Un gestionnaire vous a écrit – Les Lucioles');
    const toCaf = composeMail(
      mailsTo(colleague).find(({ kind }) => kind === 'MESSAGE_FROM_PARTNER')!,
      sites,
    );
    expect(toCaf.text).toContain(`/declarations/${file.id}/messages`);
  });

  test('a habilitation and a password that change are told to their person', async () => {
    const { equipmentId } = await nursery();
    const person = { id: randomUUID(), roles: { [equipmentId]: ['APPROVER'] }, revision: 2 };
    await hear(world.grantedSaid(person, equipmentId, now), world.passwordSaid({ ...person, revision: 2 }, now));
    await later(61);
    expect(titlesOf(person).sort()).toEqual([
      'Vos habilitations ont changé – Les Lucioles',
      'Votre mot de passe a été modifié',
    ]);
  });

  test('a suspended person receives nothing more; old news make no mail', async () => {
    const { equipmentId, approver, activity } = await nursery();
    await hear(world.rejectedSaid({ id: randomUUID(), equipmentId }, { at: now }));
    await hear(world.suspendedSaid({ ...approver, revision: 2 }));
    await later(1);
    expect([mailsTo(approver).length, mailsTo(activity).length]).toEqual([0, 1]);
    await hear(world.rejectedSaid({ id: randomUUID(), equipmentId }, { at: new Date(now.getTime() - 8 * 86_400_000) }));
    await later(1);
    expect(mailsTo(activity)).toHaveLength(1);
    expect((await call(activity.id, 'GET', '/unread')).body).toEqual({ unread: 2 });
  });
});

describe('a campaign', () => {
  test('of 120 equipments is one mail a person, once all openings were heard of, in whatever order', async () => {
    const { equipments, activity, approver } = await nursery('Crèche', 120);
    const campaignId = randomUUID();
    const openings = equipments.map((equipmentId) =>
      world.openedSaid({ id: randomUUID(), equipmentId, dueOn: '2016-04-30' }, campaignId, { at: now }),
    );
    await hear(...openings.slice(0, 60), world.campaignSaid(campaignId, 120));
    await later(120);
    expect(sent).toEqual([]);
    await hear(...openings.slice(40));
    await later(1);
    expect(titlesOf(activity)).toEqual(['120 déclarations sont ouvertes']);
    expect(mailsTo(approver)).toHaveLength(1);
    expect(composeMail(mailsTo(activity)[0]!, sites).text).toContain('- et 70 autres');
    await hear(...openings);
    await later(600);
    expect(sent).toHaveLength(3);
    expect((await call(activity.id, 'GET', '/notices')).body).toMatchObject({
      total: 1,
      unread: 1,
      items: [{ more: 110 }],
    });
  }, 60_000);
});

describe('deadlines', () => {
  test('are recalled 15 and 5 days before, 1 and 15 days after, to those from whom something is expected', async () => {
    now = new Date('2016-04-01T09:00:00Z');
    const { equipments, activity, financial, approver } = await nursery('Crèche', 2);
    const of = (equipmentId: string) => ({ id: randomUUID(), equipmentId, dueOn: '2016-04-20' });
    const [one, two] = [of(equipments[0]!), of(equipments[1]!)];
    await hear(world.openedSaid(one, '', { at: now }), world.openedSaid(two, '', { at: now }));
    await hear(
      world.lockedSaid({ ...one, revision: 2, status: 'IN_PROGRESS', activity: 'LOCKED' }, 'ACTIVITY', { at: now }),
    );
    await later(61);
    sent = [];
    const on = async (day: string, hour = '09') => {
      now = new Date(`${day}T${hour}:00:00Z`);
      await service.remind();
      await service.remind();
      await later(61);
      const told = [activity, financial, approver].map((person) => mailsTo(person).map(({ total }) => total));
      sent = [];
      return told;
    };
    expect(await on('2016-04-04')).toEqual([[], [], []]);
    expect(await on('2016-04-05', '04')).toEqual([[], [], []]);
    // The provider of activity has finished one of the two.
    expect(await on('2016-04-05')).toEqual([[1], [2], [2]]);
    expect(await on('2016-04-06')).toEqual([[], [], []]);
    // The service was away on the 15th.
    expect(await on('2016-04-16')).toEqual([[1], [2], [2]]);
    await hear(world.transmittedSaid({ ...two, revision: 9 }, { at: now, actor: approver.id }));
    await later(1);
    sent = [];
    expect(await on('2016-04-21')).toEqual([[], [1], [1]]);
    expect(await on('2016-05-05')).toEqual([[], [1], [1]]);
    expect(await on('2016-05-06')).toEqual([[], [], []]);
  });
});

describe('the mail server', () => {
  test('away for ten minutes: nothing is lost, nothing is sent twice', async () => {
    const { equipmentId, activity } = await nursery();
    answer = { outcome: 'AWAY', error: 'ECONNREFUSED' };
    await hear(world.rejectedSaid({ id: randomUUID(), equipmentId }, { at: now }));
    for (let second = 0; second < 600; second += 30) await later(30);
    expect(sent).toEqual([]);
    const waiting = await call('admin371', 'GET', '/mails?state=WAITING');
    expect(waiting.body).toMatchObject({
      total: 3,
      counts: { waiting: 3 },
      items: [{ error: 'ECONNREFUSED' }, {}, {}],
    });
    expect((await call('admin861', 'GET', '/mails')).body).toMatchObject({ total: 0 });
    answer = { outcome: 'SENT', error: null };
    await later(301);
    await later(301);
    expect(mailsTo(activity)).toHaveLength(1);
    expect(sent).toHaveLength(3);
  });

  test('refuses for good: an administrator of the Caf sees why, and sends it again', async () => {
    const { equipmentId, activity } = await nursery();
    answer = { outcome: 'REFUSED', error: '550\u202f: boîte inconnue' };
    await hear(world.rejectedSaid({ id: randomUUID(), equipmentId }, { at: now }));
    await later(1);
    answer = { outcome: 'SENT', error: null };
    await later(4_000);
    expect(sent).toEqual([]);
    const { body } = await call('admin371', 'GET', '/mails?state=FAILED');
    expect(body).toMatchObject({ total: 3, counts: { failed: 3 } });
    const mail = body.items.find((each: { email: string }) => each.email.startsWith(activity.id));
    expect(mail).toMatchObject({ attempts: 1, error: '550\u202f: boîte inconnue', state: 'FAILED' });
    const again = (subject: string, revision?: number) =>
      call(subject, 'POST', `/mails/${mail.id}/attempt`, undefined, revision);
    expect((await again('admin861', mail.revision)).status).toBe(404);
    expect((await again('agent', mail.revision)).status).toBe(403);
    expect((await again(activity.id, mail.revision)).status).toBe(403);
    expect((await again('admin371')).status).toBe(428);
    expect((await again('admin371', mail.revision + 1)).body).toMatchObject({ code: 'NOT_FAILED' });
    expect((await again('admin371', mail.revision)).status).toBe(200);
    expect((await again('cnaf', mail.revision)).status).toBe(409);
    await later(1);
    expect(sent.map(({ id }) => id)).toEqual([mail.id]);
    expect(await verifyJournal(store.database)).toEqual([]);
  });
});

describe('one’s notices', () => {
  test('are read one by one or all at once, and are nobody else’s', async () => {
    const { equipmentId, activity, approver } = await nursery('Pic & Pie');
    for (const id of [randomUUID(), randomUUID()]) await hear(world.rejectedSaid({ id, equipmentId }, { at: now }));
    const { body } = await call(activity.id, 'GET', '/notices');
    expect(body).toMatchObject({ total: 2, unread: 2 });
    expect(body.items[0]).toMatchObject({
      read: false,
      title: 'Une déclaration est rejetée par la Caf',
      lines: [{ text: 'Pic & Pie (Montrevel)\u202f: réelle 2015', path: `/equipements/${equipmentId}` }],
    });
    const one = body.items[0].id;
    expect((await call(approver.id, 'POST', `/notices/${one}/read`)).status).toBe(404);
    expect((await call('agent', 'GET', '/notices')).status).toBe(200);
    expect((await call('nobody', 'GET', '/notices')).status).toBe(404);
    expect((await call(activity.id, 'POST', `/notices/${one}/read`)).body).toEqual({ unread: 1 });
    expect((await call(activity.id, 'GET', '/notices?unread=oui')).body).toMatchObject({ total: 1 });
    expect((await call(activity.id, 'POST', '/read')).body).toEqual({ unread: 0 });
    expect((await call(approver.id, 'GET', '/unread')).body).toEqual({ unread: 2 });
    const told = await store.database.rows<{ count: number }>({
      name: 'told',
      text: `select count(*)::int as count from outbox where aggregate = '${activity.id}'`,
    });
    expect(told).toEqual([{ count: 4 }]);
  });

  test('mails are switched off by kind; what is due by right stays', async () => {
    const { equipmentId, activity, approver } = await nursery();
    const put = (muted: readonly string[], revision: number) =>
      call(activity.id, 'PUT', '/preferences', { muted }, revision);
    expect((await put(['REJECTED'], 0)).body).toMatchObject({ code: 'DUE_BY_RIGHT' });
    expect((await put(['NOTHING'], 0)).status).toBe(400);
    expect((await put(['OPENED'], 3)).body).toMatchObject({ code: 'STALE_VERSION' });
    const { body } = await put(['OPENED'], 0);
    expect(body.revision).toBe(1);
    expect(body.choices.filter((choice: { byMail: boolean }) => !choice.byMail)).toMatchObject([{ kind: 'OPENED' }]);
    await hear(world.openedSaid({ id: randomUUID(), equipmentId }, '', { at: now }));
    await hear(world.rejectedSaid({ id: randomUUID(), equipmentId }, { at: now }));
    await later(61);
    expect(mailsTo(activity).map(({ kind }) => kind)).toEqual(['REJECTED']);
    expect(
      mailsTo(approver)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['OPENED', 'REJECTED']);
    expect((await call(activity.id, 'GET', '/unread')).body).toEqual({ unread: 2 });
    expect((await put([], 1)).body.revision).toBe(2);
  });
});
