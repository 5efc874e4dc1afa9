import type { Listener } from '../db/listener.ts';
import type { Logger } from './logger.ts';

/** Work that goes on beside the requests. */
export interface Worker {
  readonly name: string;
  /** Stops after the piece of work under way. */
  stop(): Promise<void>;
}

const safetyPoll = 10_000;
const restAfterFailure = 5_000;

/**
 * Does pieces of work one after the other until none is left, then waits for a notice on a channel. A piece that fails is
 * logged and tried again later: it must be a transaction, or safe to begin again.
 * @param work returns true while there is more to do; a long one asks whether the service is stopping
 */
export function startWorker(options: {
  readonly name: string;
  readonly listener: Listener;
  readonly channel: string;
  readonly work: (stopping: () => boolean) => Promise<boolean>;
  readonly logger: Logger;
}): Worker {
  const { name, listener, channel, work, logger } = options;
  let stopping = false;
  let woken = true;
  let wake: () => void = () => undefined;
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
        if ((await work(() => stopping)) || woken) continue;
        if (!stopping) await rest(safetyPoll);
      } catch (error) {
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
      stopListening();
      wake();
      return running;
    },
  };
}
