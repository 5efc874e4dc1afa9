import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 100;

/** What is waited for, for how long, and how one knows. */
export interface Wait {
  readonly what: string;
  readonly limitMs: number;
  /** Answers or throws quietly while it is not ready; any other value than `false` means ready. */
  readonly probe: () => Promise<unknown>;
  /** A reason to give up at once, for example that the process has died. */
  readonly hopeless?: () => string | undefined;
}

/** Waits until the probe succeeds; throws a sentence that names what was waited for when the limit is reached. */
export async function waitFor(wait: Wait): Promise<void> {
  const limit = Date.now() + wait.limitMs;
  let last = 'no answer';
  while (Date.now() < limit) {
    const reason = wait.hopeless?.();
    if (reason !== undefined) throw new Error(`${wait.what} is not ready: ${reason}`);
    try {
      if ((await wait.probe()) !== false) return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(pollMs);
  }
  throw new Error(`${wait.what} was not ready within ${wait.limitMs / 1000} s (${last}).`);
}

/** Succeeds when something accepts a connection on the port. */
export function tcpProbe(port: number, host = '127.0.0.1'): () => Promise<void> {
  return () =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host }, () => {
        socket.destroy();
        resolve();
      });
      socket.setTimeout(1_000, () => socket.destroy(new Error('no connection within 1 s')));
      socket.once('error', reject);
    });
}

/** Succeeds when the address answers 2xx. */
export function httpProbe(url: string): () => Promise<void> {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  };
}
