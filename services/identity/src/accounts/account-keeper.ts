import type { Logger } from '@portail/platform/boot/logger.ts';
import type { Listener } from '@portail/platform/db/listener.ts';
import { accountsChannel, importsChannel } from '../store/user-store.ts';

/** Running work beside the requests. */
export interface AccountKeeper {
  /** Stops after the work under way. */
  stop(): Promise<void>;
}

const safetyPoll = 10_000;

/** Makes accounts follow decisions: at start, as soon as one is committed by any replica, and every 10 s in case a notice was lost or Keycloak was away. */
export function startAccountKeeper(options: {
  readonly align: () => Promise<number>;
  readonly listener: Listener;
  readonly logger: Logger;
}): AccountKeeper {
  const { align: work, listener, logger } = options;
  const words = { done: 'accounts follow', failed: 'accounts wait: the sign-in server did not follow' };
  return keepDoing({ work, channel: accountsChannel, words, listener, logger });
}

/** Applies the lists that wait, at the same moments. */
export function startImportKeeper(options: {
  readonly run: (stopping: () => boolean) => Promise<number>;
  readonly listener: Listener;
  readonly logger: Logger;
}): AccountKeeper {
  const { run: work, listener, logger } = options;
  const words = { done: 'lines of lists applied', failed: 'a list waits: its next line could not be applied' };
  return keepDoing({ work, channel: importsChannel, words, listener, logger });
}

function keepDoing(options: {
  readonly work: (stopping: () => boolean) => Promise<number>;
  readonly channel: string;
  readonly words: { readonly done: string; readonly failed: string };
  readonly listener: Listener;
  readonly logger: Logger;
}): AccountKeeper {
  const { work, channel, words, listener, logger } = options;
  let stopping = false;
  let woken = false;
  let wake: () => void = () => undefined;
  const stopListening = listener.on(channel, () => {
    woken = true;
    wake();
  });

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      try {
        const changed = await work(() => stopping);
        if (changed > 0) logger.info({ changed }, words.done);
      } catch (error) {
        logger.warn({ err: error }, words.failed);
      }
      if (!woken && !stopping) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, safetyPoll);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    stop: async () => {
      stopping = true;
      stopListening();
      wake();
      await running;
    },
  };
}
