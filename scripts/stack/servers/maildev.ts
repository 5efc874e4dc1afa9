import { fileURLToPath } from 'node:url';
import type { Ports } from '../ports.ts';
import { givenAddress } from '../providers.ts';
import { httpProbe, tcpProbe } from '../wait.ts';
import type { ServerContext } from './server-context.ts';

const readyLimitMs = 30_000;
/** Mails beyond this many are forgotten, oldest first: the sink keeps them in memory. */
const keptMails = 500;
const usualSmtpPort = 25;

/** Where a person may read the mails; nowhere when SMTP_URL sends them into the world. */
export interface MailServer {
  readonly page: string | undefined;
}

/** Where mails are handed in: SMTP_URL, else our sink. */
export function smtpAddress(ports: Ports): { readonly host: string; readonly port: number } {
  const given = givenAddress('smtp');
  if (given === undefined) return { host: '127.0.0.1', port: ports.smtp };
  return { host: given.hostname, port: Number(given.port || usualSmtpPort) };
}

/** The same as one address, with the name and password that SMTP_URL may carry. */
export function smtpUrl(ports: Ports): string {
  return givenAddress('smtp')?.href ?? `smtp://127.0.0.1:${ports.smtp}`;
}

/**
 * The sink that receives every mail in development and tests, unless SMTP_URL gives a real one.
 * @param listening address of its SMTP side: loopback, or all when a Keycloak in a container must reach it
 */
export async function startMaildev(context: ServerContext, listening: string): Promise<MailServer> {
  if (givenAddress('smtp') !== undefined) return { page: undefined };
  const { smtp, mail } = context.ports;
  const url = `http://localhost:${mail}`;
  await context.supervisor.start({
    name: 'maildev',
    layer: 'server',
    command: process.execPath,
    args: [
      fileURLToPath(new URL('bin/maildev.js', import.meta.resolve('maildev'))),
      ...['--smtp', String(smtp), '--ip', listening, '--web', String(mail), '--web-ip', '127.0.0.1'],
      ...['--max-emails', String(keptMails)],
    ],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    cwd: context.folder.path,
    stopLimitMs: 3_000,
    ready: [
      { what: 'maildev’s page', limitMs: readyLimitMs, probe: httpProbe(`${url}/api/healthz`) },
      { what: 'maildev’s SMTP port', limitMs: readyLimitMs, probe: tcpProbe(smtp) },
    ],
  });
  return { page: url };
}
