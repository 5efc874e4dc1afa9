import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The limit, in a process of its own as the service is. */
export interface Limit {
  readonly url: string;
  readonly stop: () => void;
}

/** Starts `limit-server.ts` on a free port. */
export function startLimit(databaseUrl: string): Promise<Limit> {
  return startProgram('limit-server.ts', { DATABASE_URL: databaseUrl });
}

/** Starts a program of this folder that listens on PORT, and says when it does. */
export async function startProgram(file: string, variables: Readonly<Record<string, string>>): Promise<Limit> {
  const port = await freePort();
  const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), ...variables };
  const child = fork(join(import.meta.dirname, file), { env });
  await new Promise<void>((resolve, reject) => {
    child.on('message', () => resolve());
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${file} ended with ${code ?? 'a signal'}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
