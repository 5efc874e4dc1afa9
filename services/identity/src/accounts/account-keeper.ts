import type { Logger } from '@portail/platform/boot/logger.ts';
import { startWorker, type Worker } from '@portail/platform/boot/worker.ts';
import type { Listener } from '@portail/platform/db/listener.ts';
import type { IdentityActs } from '../assemble.ts';
import { accountsChannel, importsChannel } from '../store/user-store.ts';

interface Beside {
  readonly listener: Listener;
  readonly logger: Logger;
}

/** Makes accounts follow decisions, and sees passwords that changed: at start, as soon as one is committed by any replica, and again when Keycloak was away. */
export function startAccountKeeper(
  acts: Pick<IdentityActs, 'alignAccounts' | 'lookAtPasswords'>,
  beside: Beside,
): Worker {
  const work = async () => {
    const aligned = await acts.alignAccounts();
    return (await acts.lookAtPasswords()) || aligned > 0;
  };
  return startWorker({ name: 'accounts', channel: accountsChannel, work, ...beside });
}

/** Applies the lists that wait, at the same moments. */
export function startImportKeeper(acts: Pick<IdentityActs, 'runImports'>, now: () => Date, beside: Beside): Worker {
  const work = async (stopping: () => boolean) => {
    await acts.runImports({ now, stopping });
    return false;
  };
  return startWorker({ name: 'imports', channel: importsChannel, work, ...beside });
}
