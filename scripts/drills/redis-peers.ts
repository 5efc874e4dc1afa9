import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redisAcl } from '../stack/provision/redis-users.ts';
import { debianTool } from '../stack/debian.ts';
import { root } from '../stack/paths.ts';
import { redisTool } from '../stack/servers/redis.ts';
import type { ServerContext } from '../stack/servers/server-context.ts';
import { output } from '../stack/tools.ts';
import { tcpProbe, waitFor } from '../stack/wait.ts';

/** Addresses of this machine alone: each stands for a pod, so that the scripts of the cluster run as they are. */
const hosts = ['127.0.2.1', '127.0.2.2', '127.0.2.3'];
const [serverPort, sentinelPort] = [6_379, 26_379];
const readyLimitMs = 20_000;
const wholeLimitMs = 60_000;
const scripts = join(root, 'k8s', 'servers', 'redis');

/** Three servers of Redis with their sentinels, as the cluster runs them. */
export interface RedisPeers {
  /** Variables with which a gateway uses them. */
  readonly variables: Readonly<Record<'REDIS_URL' | 'REDIS_SENTINELS', string>>;
  /** Host of the server that leads, in the eyes of a sentinel that answers. */
  readonly leader: () => Promise<string>;
  /** Waits until both others copy the leader, and every sentinel knows them. */
  readonly whole: () => Promise<void>;
}

type Context = Pick<ServerContext, 'folder' | 'supervisor' | 'secrets' | 'progress'>;

/** Starts them with the scripts and users of `k8s/servers`; the server of a host is `redis-<host>`, its sentinel `sentinel-<host>`. */
export async function startRedisPeers({ folder, supervisor, secrets, progress }: Context): Promise<RedisPeers> {
  const redis = await debianTool(redisTool, progress);
  const passwordOf = (user: string) => secrets.of(`redis-${user}`);
  const acl = redisAcl(passwordOf);
  for (const host of hosts) {
    const users = join(folder.path, host, 'users');
    mkdirSync(users, { recursive: true });
    writeFileSync(join(users, 'users.acl'), acl.servers, { mode: 0o600 });
    writeFileSync(join(users, 'sentinel.acl'), acl.sentinels, { mode: 0o600 });
  }
  const start = (kind: 'server' | 'sentinel', host: string) => {
    const scratch = join(folder.path, host, kind);
    mkdirSync(scratch, { recursive: true });
    return supervisor.start({
      name: processOf(kind, host),
      layer: 'server',
      command: '/bin/sh',
      args: [join(scripts, `${kind}.sh`)],
      env: {
        ...{ PATH: process.env['PATH'], SELF: host, BIND: host, PEERS: hosts.join(' ') },
        ...{ USERS: join(folder.path, host, 'users'), SCRATCH: scratch, DATA: scratch },
        ...{ REPLICA_PASSWORD: passwordOf('replica'), SENTINEL_PASSWORD: passwordOf('sentinel') },
      },
      ready: [
        {
          what: processOf(kind, host),
          limitMs: readyLimitMs,
          probe: tcpProbe(kind === 'server' ? serverPort : sentinelPort, host),
        },
      ],
    });
  };
  await Promise.all(hosts.map((host) => start('server', host)));
  await Promise.all(hosts.map((host) => start('sentinel', host)));

  async function asked(host: string, port: number, ...command: readonly string[]): Promise<string> {
    return await output(redis.replace(/redis-server$/, 'redis-cli'), ['-h', host, '-p', String(port), ...command], {
      env: { PATH: process.env['PATH'], REDISCLI_AUTH: passwordOf('sentinel') },
      limitMs: 2_000,
      what: `redis-cli ${command.at(-1)}`,
    });
  }
  const bySentinel = ['--user', 'sentinel', 'sentinel', 'get-master-addr-by-name', 'portail'];
  async function leader(): Promise<string> {
    const known = hosts.filter((host) => supervisor.find(processOf('sentinel', host)) !== undefined);
    const said = await Promise.any(known.map((host) => asked(host, sentinelPort, ...bySentinel)));
    return said.split('\n')[0] ?? '';
  }
  async function complete(): Promise<void> {
    const said = await asked(await leader(), serverPort, '--user', 'sentinel', 'info', 'replication');
    const copies = said.match(/^slave\d+:.*state=online/gm)?.length ?? 0;
    if (copies !== 2) throw new Error(`${copies} copies follow the leader`);
    // A sentinel asks who copies the leader every ten seconds; until then it would forget one.
    for (const host of hosts) {
      const seen = await asked(host, sentinelPort, '--user', 'sentinel', 'sentinel', 'master', 'portail');
      if (!/^num-slaves\n2\nnum-other-sentinels\n2$/m.test(seen)) throw new Error(`${host} does not see all of them`);
    }
  }
  const whole = () =>
    waitFor({ what: 'a leader with two copies, known to all', limitMs: wholeLimitMs, probe: complete });
  await whole();
  return {
    variables: {
      REDIS_URL: `redis://gateway:${passwordOf('gateway')}@${hosts[0]}:${serverPort}`,
      REDIS_SENTINELS: hosts.map((host) => `${host}:${sentinelPort}`).join(','),
    },
    leader,
    whole,
  };
}

/** Name of a process under its supervisor. */
export function processOf(kind: 'server' | 'sentinel', host: string): string {
  return `${kind === 'server' ? 'redis' : 'sentinel'}-${host}`;
}
