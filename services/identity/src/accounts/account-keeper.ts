import type { Logger } from '@portail/platform/boot/logger.ts';
import type { Listener } from '@portail/platform/db/listener.ts';
import { accountsChannel } from '../store/user-store.ts';

/** A running keeper. */
export interface AccountKeeper {
  /** Stops after the alignment under way. */
  stop(): Promise<void>;
}

const safetyPoll = 10_000;

/** Makes accounts follow decisions: at start, as soon as one is committed by any replica, and every 10 s in case a notice was lost or Keycloak was away. */
export function startAccountKeeper(options: {
  readonly align: () => Promise<number>;
  readonly listener: Listener;
  readonly logger: Logger;
}): AccountKeeper {
  const { align, listener, logger } = options;
  let stopping = false;
  let woken = false;
  let wake: () => void = () => undefined;
  const stopListening = listener.on(accountsChannel, () => {
    woken = true;
    wake();
  });

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      try {
        const changed = await align();
        if (changed > 0) logger.info({ changed }, 'accounts follow');
      } catch (error) {
        logger.warn({ err: error }, 'accounts wait: the sign-in server did not follow');
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
