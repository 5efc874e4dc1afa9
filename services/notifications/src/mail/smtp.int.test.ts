import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { MailToSend } from '../usecases/ports.ts';
import { smtpSender } from './smtp.ts';

interface Sunk {
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const sites = { portal: 'https://portail.example', admin: 'https://caf.example' };
const from = 'Portail Caf partenaires <ne-pas-repondre@portail.example>';
let ports: { smtp: number; web: number };
let sink: ChildProcess | undefined;
let sender: ReturnType<typeof smtpSender>;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The sink of the whole system, as a process of its own: its first start is the server that comes back. */
async function startSink(): Promise<void> {
  const program = fileURLToPath(new URL('bin/maildev.js', import.meta.resolve('maildev')));
  const listening = [
    '--smtp',
    String(ports.smtp),
    '--ip',
    '127.0.0.1',
    '--web',
    String(ports.web),
    '--web-ip',
    '127.0.0.1',
  ];
  sink = spawn(process.execPath, [program, ...listening], { stdio: 'ignore' });
  const there = () =>
    fetch(`http://127.0.0.1:${ports.web}/api/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventually('the mail sink', there, 40_000);
}

const mail = (over: Partial<MailToSend> = {}): MailToSend => ({
  ...{ id: randomUUID(), kind: 'REJECTED', email: 'nadia@moufle.example', name: 'Nadia Lefort', site: 'portal' },
  ...{ active: true, attempts: 1, since: new Date(0), total: 1 },
  items: [
    {
      ...{ equipmentId: 'e1', equipmentName: 'L’Île <aux> Mots', commune: 'Évron', declarationId: 'd1' },
      facts: { type: 'ACTUAL', exercise: 2015 },
    },
  ],
  ...over,
});

beforeAll(async () => {
  ports = { smtp: await freePort(), web: await freePort() };
  sender = smtpSender({ url: `smtp://127.0.0.1:${ports.smtp}`, from, sites });
});

afterAll(async () => {
  await sender.close();
  if (sink?.kill()) await once(sink, 'exit');
});

test('a server that is away is away, then receives the same mail once it is back, twice under one Message-ID', async () => {
  const one = mail();
  expect(await sender.send(one)).toMatchObject({ outcome: 'AWAY', error: expect.stringContaining('ECONNREFUSED') });
  await startSink();
  expect(await sender.send(one)).toEqual({ outcome: 'SENT', error: null });
  expect(await sender.send(one)).toEqual({ outcome: 'SENT', error: null });
  const sunk = await eventually('both mails', async () => {
    const found = (await (await fetch(`http://127.0.0.1:${ports.web}/api/email`)).json()) as Sunk[];
    return found.length === 2 && found;
  });
  expect(sunk.map(({ headers }) => headers['message-id'])).toEqual(sunk.map(() => `<${one.id}@portail.example>`));
  expect(sunk[0]).toMatchObject({ subject: 'Une déclaration est rejetée par la Caf – L’Île <aux> Mots' });
  expect(sunk[0]!.text).toContain('- L’Île <aux> Mots (Évron)\u202f: réelle 2015');
  expect(sunk[0]!.html).toContain('L’Île &lt;aux&gt; Mots');
  expect(sunk[0]!.html).not.toContain('<aux>');
});
