import { setTimeout as wait } from 'node:timers/promises';
import type { Listener } from '../db/listener.ts';
import { counter } from '../telemetry/instruments.ts';
import type { Logger } from './logger.ts';

/** Work that goes on beside the requests. */
export interface Worker {
  readonly name: string;
  /** Stops after the piece of work under way. */
  stop(): Promise<void>;
}

const safetyPoll = 10_000;
const restAfterFailure = 5_000;
/** Work in no hurry takes a quarter of the time: people’s requests have the rest. */
const restOfUnhurried = 3;

/**
 * Does pieces of work one after the other until none is left, then waits for a notice on a channel. A piece that fails is
 * logged and tried again later: it must be a transaction, or safe to begin again.
 * @param work returns true while there is more to do; a long one asks whether the service is stopping
 * @param unhurried rests between two pieces, three times as long as the piece took
 */
export function startWorker(options: {
  readonly name: string;
  readonly listener: Listener;
  readonly channel: string;
  readonly work: (stopping: () => boolean) => Promise<boolean>;
  readonly unhurried?: boolean;
  readonly logger: Logger;
}): Worker {
  const { name, listener, channel, work, unhurried = false, logger } = options;
  const failed = counter('portail_worker_failures_total', { worker: name });
  let stopping = false;
  let woken = true;
  let wake: () => void = () => undefined;
  const stopped = new AbortController();
  const stopListening = listener.on(channel, () => {
    woken = true;
    wake();
  });

  const rest = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      try {
        const begun = performance.now();
        const more = await work(() => stopping);
        if (unhurried && more) await pause((performance.now() - begun) * restOfUnhurried, stopped.signal);
        if (more || woken) continue;
        if (!stopping) await rest(safetyPoll);
      } catch (error) {
        failed({ worker: name });
        logger.warn({ err: error, worker: name }, 'a piece of work failed; it will be tried again');
        if (!stopping) await rest(restAfterFailure);
      }
    }
  }

  const running = run();
  return {
    name,
    stop: () => {
      stopping = true;
      stopped.abort();
      stopListening();
      wake();
      return running;
    },
  };
}

/** Waits, or until the service stops. */
function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return wait(milliseconds, undefined, { signal: stopped }).catch((error: unknown) => {
    if (!stopped.aborted) throw error;
  });
}
