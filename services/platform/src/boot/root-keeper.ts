import { hostname } from 'node:os';
import type { Database } from '../db/database.ts';
import { chainsGoneBack, writeRoot } from '../journal/root.ts';
import { signingKey } from '../pure/signing-key.ts';
import { counter } from '../telemetry/instruments.ts';
import type { Logger } from './logger.ts';
import type { Worker } from './worker.ts';

/** How often it is looked whether a root is due: whoever looks first writes it. */
const lookEvery = 30_000;

/**
 * Writes the signed root over the chains of a service every ten minutes, whichever replica does it, and says aloud when a
 * chain is shorter than it was.
 */
export function startRootKeeper(options: {
  readonly database: Database;
  readonly service: string;
  readonly secret: string;
  readonly directory: string;
  readonly logger: Logger;
}): Worker {
  const { database, service, secret, directory, logger } = options;
  const key = signingKey(secret);
  const faults = counter('portail_journal_faults_total', {});
  const writing = { database, directory, service, instance: hostname(), key };
  let stopping = false;
  let wake: () => void = () => undefined;
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, lookEvery);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function look(): Promise<void> {
    const written = await writeRoot(writing, new Date());
    if (written === null) return;
    logger.info({ number: written.number, chains: written.chains, moved: written.heads.length }, 'signed root written');
    const gone = await chainsGoneBack(database);
    faults({}, gone.length);
    if (gone.length > 0) logger.error({ chains: gone }, 'chains of the journal are not what was signed');
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        await look();
      } catch (error) {
        logger.error({ err: error }, 'the signed root could not be written; it will be tried again');
      }
      if (!stopping) await rest();
    }
  }

  const running = run();
  return {
    name: 'signed root',
    stop: () => {
      stopping = true;
      wake();
      return running;
    },
  };
}
