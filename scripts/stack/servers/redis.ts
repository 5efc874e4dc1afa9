import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianTool, type DebianTool } from '../debian.ts';
import { tcpProbe } from '../wait.ts';
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

/** Redis without persistence (it only holds sessions), without default user; answers its address, without user. */
export async function startRedis(context: ServerContext, users: readonly RedisUser[]): Promise<string> {
  const binary = await debianTool(redisTool, context.progress);
  const folder = join(context.folder.path, 'redis');
  mkdirSync(folder, { recursive: true });
  const file = join(context.folder.path, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    `port ${context.ports.redis}`,
    `dir ${JSON.stringify(folder)}`,
    'save ""',
    'appendonly no',
    'daemonize no',
    'user default off',
    ...users.map(({ name, password, rules }) => `user ${name} on >${password} ${rules}`),
    '',
  ];
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
  await context.supervisor.start({
    name: 'redis',
    layer: 'server',
    command: binary,
    args: [file],
    env: { PATH: process.env['PATH'] },
    ready: [{ what: 'Redis', limitMs: readyLimitMs, probe: tcpProbe(context.ports.redis) }],
  });
  return `redis://127.0.0.1:${context.ports.redis}`;
}
