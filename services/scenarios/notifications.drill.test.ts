import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { manyAtOnce } from './src/access-asking.ts';
import { accepted, type ApiClient } from './src/api-client.ts';
import { processes, tell } from './src/control-door.ts';
import { agentAccount, ownCaf } from './src/demo-people.ts';
import { note } from './src/drill-report.ts';
import { brokenInvariants, databaseOf } from './src/invariants.ts';
import { mailsTo } from './src/mail-sink.ts';
import { signIn } from './src/sign-in.ts';
import { todayInParis } from './src/world.ts';

interface Revised {
  readonly id: string;
  readonly revision: number;
}

const equipments = 1_000;
const people = 20;
const each = equipments / people;
const minute = 60_000;

// Quality.md 2, for messages: a campaign of 1 000 equipments while the service that tells of it is killed, and a mail server
// that is away. Each person holds roles on fifty of them and receives one message.
describe('messages of a campaign of 1 000', () => {
  const name = `Le Grand Envoi ${randomBytes(4).toString('hex')}`;
  let agent: ApiClient;
  let emails: string[];
  let ids: string[];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const partner = await post<Revised>('/api/equipment/partners', { name, status: 'ASSOCIATION' });
    const equipmentIds: string[] = [];
    await manyAtOnce([...Array(equipments).keys()], async (index) => {
      const { id, revision } = await post<Revised>('/api/equipment/equipments', equipmentOf(partner.id, index));
      equipmentIds[index] = id;
      await post(`/api/equipment/equipments/${id}/authorizations`, authorization, revision);
    });
    emails = [];
    ids = [];
    for (let index = 0; index < people; index += 1) {
      const email = `envoi${index}.${randomBytes(4).toString('hex')}@scenario.example`;
      const body = {
        email,
        givenName: 'Camille',
        familyName: `Envoi ${index}`,
        population: 'PARTNER',
        partnerId: partner.id,
      };
      const { id } = await eventually('identity to know the gestionnaire', async () => {
        const answer = await agent.send<Revised>('POST', '/api/identity/users', body);
        return ![404, 422].includes(answer.status) && accepted(email, answer);
      });
      emails.push(email);
      ids.push(id);
    }
    for (const [index, userId] of ids.entries()) {
      const lines = equipmentIds
        .slice(index * each, (index + 1) * each)
        .map((equipmentId) => ({ userId, equipmentId, roles: ['APPROVER'] }));
      await eventually(`the habilitations of person ${index}`, () => grantAll(partner.id, userId, lines), minute);
    }
    await eventually(
      'the service to know everybody',
      async () => (await counted(knownHabilitations)) === equipments,
      minute,
    );
  }, 10 * minute);

  afterAll(async () => {
    for (const { name: stopped, running } of await processes()) if (!running) await tell(stopped, 'start');
  }, 2 * minute);

  /** Identity hears of the equipments over the bus: what it does not know yet is refused, and asked again. */
  async function grantAll(partnerId: string, id: string, lines: readonly object[]): Promise<boolean> {
    const { revision } = accepted(id, await agent.get<Revised>(`/api/identity/users/${id}`));
    const asked = { effectiveFrom: todayInParis(), documentReference: 'Exercice', people: [{ id, revision }], lines };
    const path = `/api/identity/partners/${partnerId}/habilitations`;
    const answer = await agent.send<{ lines: readonly { outcome: string }[] }>('POST', path, asked);
    return answer.status < 300 && answer.body.lines.every(({ outcome }) => outcome !== 'REFUSED');
  }

  const knownHabilitations = 'select count(*)::int as count from habilitation where person_id = any ($1::uuid[])';
  const opened = `select count(*)::int as count from message_item i join message m on m.id = i.message_id
    where m.kind = 'OPENED' and i.person_id = any ($1::uuid[])`;

  async function counted(text: string): Promise<number> {
    const database = await databaseOf('notifications');
    try {
      const [row] = await database.rows<{ count: number }>({ name: randomUUID(), text }, [ids]);
      return row?.count ?? 0;
    } finally {
      await database.close();
    }
  }

  async function post<T>(path: string, body: unknown, revision?: number): Promise<T> {
    const options = { key: randomUUID(), ...(revision === undefined ? {} : { revision }) };
    return eventually(
      path,
      async () => {
        // Two thousand writes in a row are more than a person may send in a minute.
        const answer = await agent.send<T>('POST', path, body, options);
        return answer.status !== 429 && accepted(path, answer);
      },
      2 * minute,
    );
  }

  const start = (exercise: number) =>
    post('/api/workflow/campaigns', { name: `Mille ${exercise}`, exercise, type: 'ACTUAL', search: name });

  const toldOf = async (count: number) => {
    const found = await Promise.all(emails.map(async (email) => (await mailsTo(email)).filter(isOpening)));
    return found.every((mails) => new Set(mails.map(({ headers }) => headers['message-id'])).size >= count) && found;
  };
  const isOpening = ({ subject }: { readonly subject: string }) => subject === `${each} déclarations sont ouvertes`;

  test(
    'killed twice in the middle: each person has one message, of fifty declarations, and one mail',
    async () => {
      await start(2016);
      for (const reached of [equipments / 10, equipments / 2]) {
        await eventually(`${reached} to be told`, async () => (await counted(opened)) >= reached, 2 * minute);
        await tell('notifications', 'kill');
        await tell('notifications', 'start');
      }
      await eventually('all to be told', async () => (await counted(opened)) === equipments, 3 * minute);
      const mails = await eventually('the mails', () => toldOf(1), 2 * minute);
      expect(mails.map((received) => received.length)).toEqual(emails.map(() => 1));
      const messages = `select count(*)::int as count from message where kind = 'OPENED' and person_id = any ($1::uuid[])`;
      expect(await counted(messages)).toBe(people);
    },
    10 * minute,
  );

  test(
    'the mail server away: the mails wait, and leave once when it is back',
    async () => {
      await tell('maildev', 'stop');
      await start(2017);
      await eventually('all to be told', async () => (await counted(opened)) === 2 * equipments, 3 * minute);
      const waiting = `select count(*)::int as count from message where kind = 'OPENED' and mail_state = 'WAITING'
      and attempts > 0 and last_error is not null and person_id = any ($1::uuid[])`;
      await eventually('the mails to have been tried', async () => (await counted(waiting)) === people, 2 * minute);
      await tell('maildev', 'start');
      const mails = await eventually('the mails', () => toldOf(1), 6 * minute);
      expect(mails.map((received) => received.length)).toEqual(emails.map(() => 1));
    },
    12 * minute,
  );

  test(
    'every invariant holds',
    async () => {
      expect(await brokenInvariants()).toEqual([]);
      note(
        `a campaign of ${equipments}, notifications killed twice, the mail server away: one mail each, invariants hold`,
      );
    },
    3 * minute,
  );

  function equipmentOf(partnerId: string, index: number) {
    return {
      ...{ partnerId, cafCode: ownCaf, name: `${name} n${index + 1}`, careType: 'COLLECTIVE' },
      ...{ activityType: 'Multi-accueil', address: '1, rue des Essais', postalCode: '37210', commune: 'Montrevel' },
      ...{ departmentCode: '37', afcFileNumber: '201600001', idequ: `E${index}`, openedOn: '2010-01-01' },
    };
  }
});

const authorization = {
  ...{ validFrom: '2010-01-01', capacity: 2_000, modulated: false, slots: [], ageFrom: 2, ageTo: 72 },
  openingHours: '7 h 30 – 18 h 30, du lundi au vendredi',
};
