import type { Logger } from './logger.ts';

/** Something to stop, with the name that logs give it. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<unknown>;
}

const stopLimit = 10_000;

/**
 * Stops things in the given order on SIGTERM or SIGINT, then exits 0; exits 1 when one of them fails or after 10 s.
 * Put what takes requests first, then consumers, then connections.
 */
export function stopOnSignal(logger: Logger, stoppables: readonly Stoppable[]): void {
  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error({ signal }, 'could not stop in time');
      process.exit(1);
    }, stopLimit).unref();
    let failed = false;
    for (const stoppable of stoppables) {
      try {
        await stoppable.stop();
      } catch (error) {
        failed = true;
        logger.error({ err: error, name: stoppable.name }, 'did not stop cleanly');
      }
    }
    process.exit(failed ? 1 : 0);
  }
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}
