import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianTool, type DebianTool } from '../debian.ts';
import { givenAddress, type Provider } from '../providers.ts';
import { tcpProbe } from '../wait.ts';
import { containerPlan } from './docker.ts';
import type { ServerContext } from './server-context.ts';

const readyLimitMs = 20_000;

/** Redis comes from Debian. */
export const redisTool: DebianTool = { programs: ['redis-server'], packages: ['redis-server'], neededBy: 'Redis' };

/** A user of Redis, the keys it may touch and the commands it may not use. */
export interface RedisUser {
  readonly name: string;
  readonly password: string;
  /** Redis ACL rules, for example `~gateway:* +@all -@admin`. */
  readonly rules: string;
}

/** Who may do what, line by line; nobody without a name. */
export function aclLines(users: readonly RedisUser[]): string[] {
  return ['user default off', ...users.map(({ name, password, rules }) => `user ${name} on >${password} ${rules}`)];
}

/** Redis without persistence (it only holds sessions) and without default user; answers each user’s address. */
export async function startRedis(
  context: ServerContext,
  users: readonly RedisUser[],
  provider: Provider,
): Promise<(user: string) => string> {
  const given = givenAddress('redis');
  if (given !== undefined) return () => given.href;
  const { folder, ports } = context;
  const native = provider === 'native';
  const file = join(folder.path, 'redis.conf');
  mkdirSync(folder.path, { recursive: true });
  const lines = [
    `bind ${native ? '127.0.0.1' : '0.0.0.0'}`,
    `port ${ports.redis}`,
    'save ""',
    'appendonly no',
    'daemonize no',
    ...aclLines(users),
    '',
  ];
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
  await context.supervisor.start({
    layer: 'server',
    ready: [{ what: 'Redis', limitMs: readyLimitMs, probe: tcpProbe(ports.redis) }],
    ...(native
      ? {
          name: 'redis',
          command: await debianTool(redisTool, context.progress),
          args: [file],
          cwd: folder.path,
          env: { PATH: process.env['PATH'] },
        }
      : containerPlan(folder, 'redis', {
          command: ['redis-server', '/etc/portail/redis.conf'],
          ports: [{ container: ports.redis, host: ports.redis }],
          files: [{ source: file, target: '/etc/portail/redis.conf' }],
        })),
  });
  const passwords = new Map(users.map(({ name, password }) => [name, password]));
  return (user) => `redis://${user}:${passwords.get(user) ?? ''}@127.0.0.1:${ports.redis}`;
}
