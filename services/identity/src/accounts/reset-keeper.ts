import { randomInt } from 'node:crypto';
import type { Logger } from '@portail/platform/boot/logger.ts';
import { startWorker, type Worker } from '@portail/platform/boot/worker.ts';
import type { Listener } from '@portail/platform/db/listener.ts';
import type { IdentityActs } from '../assemble.ts';
import { provisionalPassword, type ResetMode } from '../domain/password-reset.ts';
import { passwordResetsChannel } from '../store/password-reset-store.ts';
import type { PasswordMail, ResetMeans } from '../usecases/ports.ts';

/** What new passwords are made of: random bytes of the system, and the clock. */
export function resetMeans(mode: ResetMode, mail: PasswordMail, now: () => Date): ResetMeans {
  return { mode, mail, now, newPassword: () => provisionalPassword((below) => randomInt(below)) };
}

/** Answers who forgot their password, and takes back provisional ones in time: at start, when somebody asks, and every ten seconds. */
export function startResetKeeper(
  acts: Pick<IdentityActs, 'answerPasswordReset' | 'takeBackProvisional'>,
  means: ResetMeans,
  beside: { readonly listener: Listener; readonly logger: Logger },
): Worker {
  const work = async () => {
    await acts.takeBackProvisional(means);
    return acts.answerPasswordReset(means);
  };
  return startWorker({ name: 'password resets', channel: passwordResetsChannel, work, ...beside });
}
