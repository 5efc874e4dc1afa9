import { connect, createServer, type Server } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listDeadLetters, requestReplay } from '@portail/platform/messaging/dead-letters.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { freePorts } from '@portail/platform/testing/switchable-line.ts';
import { reject, save } from '../../services/scenarios/src/acts.ts';
import { browserOf, environmentOf, tell } from '../../services/scenarios/src/control-door.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { originOf, variable } from '../../services/scenarios/src/environment.ts';
import { updatedFigures } from '../../services/scenarios/src/figures.ts';
import { fileOf } from '../../services/scenarios/src/files.ts';
import { brokenInvariants, databaseOf } from '../../services/scenarios/src/invariants.ts';
import { alerts } from '../telemetry/alerts.ts';
import { watchAlerts, type AlertWatch } from './alert-watch.ts';
import { deleteStreams, rebuildStreams } from './bus-rebuilt.ts';
import { faketime, isLinux, off } from './clock.ts';
import { pastEveryGuard } from './damage.ts';
import { changeAuthorisation, peopleAtWork, type Work } from './people-at-work.ts';
import { asSuperuser } from './superuser.ts';

// Runbooks: each alert names its own. Every alert of production is made to fire, by what it is meant to tell of; where that takes
// hours, the hours are put into the database.
const minute = 60_000;
const second = 1_000;
/** Longer than the longest that something has to last before it is said. */
const said = 90 * second;
/** A little less than the statements of a service wait for. */
const lockedMs = 8 * second;

const fired = new Map<string, string>();
let watch: AlertWatch | undefined;
let work: Work;

beforeAll(async () => {
  await faketime();
  work = await peopleAtWork('Les Alertes', 12);
  watch = await watchAlerts();
}, 5 * minute);

afterAll(() => watch?.stop(), minute);

/** Waits for an alert and notes what it says. */
async function fires(name: string, limitMs = said): Promise<void> {
  const [sentence = ''] = await watch!.fires(name, limitMs);
  fired.set(name, sentence);
  note(`${name} fired: ${sentence}`);
}

const sql = (database: string, statement: string) =>
  asSuperuser(variable('TEST_POSTGRES_URL'), (client) => client.query(statement), database);

/** Does something all the time, until what is waited for has come. */
async function during(again: () => Promise<unknown>, awaited: () => Promise<unknown>): Promise<void> {
  let going = true;
  const doing = (async () => {
    while (going) {
      await again();
      await rest(second / 4);
    }
  })();
  try {
    await awaited();
  } finally {
    going = false;
    await doing;
  }
}

/** A service with other variables, then as it was. */
async function startedWith(
  service: string,
  env: Readonly<Record<string, string>>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const former = environmentOf(service);
  const start = async (began: Readonly<Record<string, string>>): Promise<void> => {
    await tell(service, 'stop');
    await tell(service, 'start', { env: began });
  };
  await start(env);
  try {
    await meanwhile();
  } finally {
    await start(Object.fromEntries(Object.keys(env).map((name) => [name, former[name] ?? ''])));
  }
}

/** Keeps everybody from a table while something is done. */
async function locked(database: string, table: string, meanwhile: () => Promise<unknown>): Promise<void> {
  await asSuperuser(
    variable('TEST_POSTGRES_URL'),
    async (client) => {
      await client.query(`begin; lock table ${table} in access exclusive mode`);
      await meanwhile();
      await client.query('rollback');
    },
    database,
  );
}

test(
  'a service that is stopped, and what people ask of it',
  async () => {
    await tell('statistics', 'stop');
    const ask = () => work.person.get(`/api/statistics/equipments/${work.equipmentIds[0]}`);
    await during(ask, async () => {
      await fires('ServiceDown');
      await fires('RequestsFail');
      await fires('RequestsFailSlowly');
    });
    await tell('statistics', 'start');
  },
  5 * minute,
);

test(
  'a database that answers late',
  async () => {
    const ask = (id: string) => work.person.get(`/api/workflow/declarations/${id}`);
    for (let round = 0; round < 3 && !fired.has('ConnectionsAwaited'); round += 1) {
      await locked('declaration_workflow', 'declaration', async () => {
        const asked = Promise.all(work.ids.map(ask));
        await fires('ConnectionsAwaited', lockedMs).catch(() => undefined);
        await rest(second);
        return asked;
      });
    }
    expect(fired.has('ConnectionsAwaited')).toBe(true);
    await fires('RequestsSlow');
  },
  5 * minute,
);

test(
  'a clock that is late',
  async () => {
    if (!isLinux) return;
    await startedWith('statistics', off('-2h'), () => fires('ClockOff'));
  },
  5 * minute,
);

test(
  'a bus that is not there',
  async () => {
    await tell('nats', 'stop');
    await save(work.person, work.ids[0]!, 'activity', updatedFigures());
    await fires('PublishFails', 3 * minute);
    await fires('OutboxStuck', 3 * minute);
    await tell('nats', 'start');
  },
  8 * minute,
);

test(
  'everything said again to a service that takes nothing in',
  async () => {
    await deleteStreams();
    await locked('documents', 'inbox', async () => {
      await rebuildStreams();
      await fires('ConsumerBehind');
    });
    expect(await brokenInvariants(2 * 60)).toEqual([]);
  },
  5 * minute,
);

test(
  'events that a service cannot handle',
  async () => {
    const database = await databaseOf('notifications');
    await sql('notifications', 'alter table equipment rename column commune to lost');
    for (const day of ['2016-02-01', '2016-03-01']) {
      await Promise.all(work.equipmentIds.map((id) => changeAuthorisation(work.agent, id, day)));
    }
    await fires('ReactionsFail');
    await fires('DeadLetters', 3 * minute);
    const buried = async () => (await listDeadLetters(database)).length >= 2 * work.equipmentIds.length;
    await eventually('every letter', buried, 3 * minute);
    await sql('notifications', 'alter table equipment rename column lost to commune');
    await requestReplay(database);
    await eventually('no letter', async () => (await listDeadLetters(database)).length === 0, minute);
    await database.close();
  },
  8 * minute,
);

test(
  'work that fails, then too much of it',
  async () => {
    await sql('documents', 'alter table archive_request rename to lost');
    await fires('WorkFails', 3 * minute);
    await sql('documents', 'alter table lost rename to archive_request');
    await sql(
      'documents',
      `insert into archive_request (declaration_id, version, keeping, due_at)
       select gen_random_uuid(), 1, 'TRANSMITTED', now() + interval '1 day' from generate_series(1, 501)`,
    );
    await fires('SummariesWait');
    await sql('documents', `delete from archive_request where due_at > now() + interval '12 hours'`);
  },
  8 * minute,
);

test(
  'a journal that was changed, and one that is not signed',
  async () => {
    const older = (by: string) => `update journal_root set at = at - interval '${by}'`;
    const anchored = `(select chain from journal_anchor order by chain limit 1)`;
    const change = `update journal_head set sequence = sequence - 1 where chain = ${anchored}`;
    // What is signed at the start of a service is an empty journal: it is signed again, with what is in it.
    await sql('equipment', older('11 minutes'));
    const signed = async () => ((await sql('equipment', 'select 1 from journal_anchor limit 1')).rowCount ?? 0) > 0;
    await eventually('chains that are signed', signed, minute);
    await pastEveryGuard(variable('TEST_POSTGRES_URL'), 'equipment', change);
    await sql('equipment', older('11 minutes'));
    await fires('JournalChanged', 3 * minute);
    await pastEveryGuard(variable('TEST_POSTGRES_URL'), 'equipment', change.replace('- 1', '+ 1'));
    await startedWith('identity', { AUDIT_ROOT_DIR: '/dev/null/roots' }, async () => {
      await sql('identity', older('1 hour'));
      await fires('JournalUnsigned');
    });
  },
  8 * minute,
);

test(
  'mails that do not leave, then mails that are refused',
  async () => {
    const [closed = 0, open = 0] = await freePorts(2);
    const rejected = [...(await work.bring(work.ids.slice(0, 2))).landed];
    const rejectNext = async (): Promise<void> => {
      await reject(work.agent, rejected.pop()!, 'Les jours d’ouverture sont à revoir.');
    };
    await startedWith('notifications', { SMTP_URL: `smtp://127.0.0.1:${closed}` }, async () => {
      await rejectNext();
      const waits = `update message set release_at = release_at - interval '2 hours'
        where mail_state = 'WAITING' and not collecting`;
      await eventually(
        'a mail that waits',
        async () => ((await sql('notifications', waits)).rowCount ?? 0) > 0,
        minute,
      );
      await fires('MailsWait');
    });
    const refusing = await refusingEverybody(open);
    try {
      await startedWith('notifications', { SMTP_URL: `smtp://127.0.0.1:${open}` }, async () => {
        await rejectNext();
        await fires('MailsGivenUp');
      });
    } finally {
      refusing.close();
    }
  },
  8 * minute,
);

test(
  'a browser that does not answer',
  async () => {
    const printer = await browserOf('documents');
    for (const id of work.ids) await save(work.person, id, 'activity', updatedFigures()).catch(() => undefined);
    process.kill(-printer, 'SIGSTOP');
    const asked = work.ids.map((id) => fileOf(work.person, `/api/documents/declarations/${id}/summary`));
    try {
      await fires('PdfWaits');
    } finally {
      process.kill(-printer, 'SIGCONT');
      await Promise.allSettled(asked);
    }
  },
  5 * minute,
);

test(
  'a process that has no time left',
  async () => {
    const stop = flood(originOf('portal'));
    try {
      await fires('ProcessSaturated');
    } finally {
      stop();
    }
  },
  5 * minute,
);

test(
  'no alert is left that was not fired, and everything holds',
  async () => {
    expect(alerts.map(({ name }) => name).filter((name) => !fired.has(name))).toEqual(isLinux ? [] : ['ClockOff']);
    expect(await brokenInvariants(60)).toEqual([]);
  },
  5 * minute,
);

/** Asks a site for its page without end, many times before the first answer: asking costs far less than answering. */
function flood(origin: string): () => void {
  const { hostname, port, host } = new URL(origin);
  const request = `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const sockets = Array.from({ length: 20 }, () => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => socket.destroy());
    socket.on('connect', () => socket.write(request.repeat(20)));
    socket.on('data', (answers) => {
      socket.write(request.repeat(answers.toString('latin1').split('HTTP/1.1 200').length - 1));
    });
    return socket;
  });
  return () => sockets.forEach((socket) => socket.destroy());
}

/** A mail server that knows nobody. */
function refusingEverybody(port: number): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('220 nobody\r\n');
    socket.on('data', (line) => {
      const verb = line.toString().slice(0, 4).toUpperCase();
      if (verb === 'QUIT') socket.end('221 bye\r\n');
      else socket.write(verb === 'RCPT' ? '550 no such mailbox\r\n' : '250 ok\r\n');
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}
