import type { Logger } from '@portail/platform/boot/logger.ts';
import type { Listener } from '@portail/platform/db/listener.ts';

/** Gives again the verdicts that were asked for, one equipment at a time. */
export interface ReevaluationWorker {
  /** Stops after the equipment under way. */
  stop(): Promise<void>;
}

/** What the worker needs; `reevaluateNext` answers false when nothing is asked. */
export interface ReevaluationWorkerOptions {
  readonly listener: Listener;
  readonly reevaluateNext: () => Promise<boolean>;
  /** Asks for the declarations whose due date passed. */
  readonly requestOverdue: () => Promise<unknown>;
  readonly logger: Logger;
}

const SAFETY_POLL = 5_000;
const OVERDUE_EVERY = 15 * 60 * 1_000;

/**
 * Runs until stopped: woken by the notices of `reevaluation`, with a poll for the notices that get lost. Replicas share
 * the requests (each takes rows nobody holds).
 */
export function startReevaluationWorker(options: ReevaluationWorkerOptions): ReevaluationWorker {
  const { listener, logger } = options;
  let stopping = false;
  let woken = false;
  let wake: () => void = () => undefined;
  let overdueAt = 0;
  const stopListening = listener.on('reevaluation', () => {
    woken = true;
    wake();
  });

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      try {
        if (Date.now() >= overdueAt) {
          await options.requestOverdue();
          overdueAt = Date.now() + OVERDUE_EVERY;
        }
        while (!stopping && (await options.reevaluateNext()));
      } catch (error) {
        logger.warn({ err: error }, 're-evaluation interrupted, will be tried again');
      }
      if (!woken && !stopping) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SAFETY_POLL);
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
