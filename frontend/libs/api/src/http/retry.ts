import { Refusal, refusalOf } from '@api/http/refusal';

/** Pauses between tries, in milliseconds; the last one repeats. */
const PAUSES = [1_000, 2_000, 5_000, 10_000, 20_000] as const;

export interface RetryWatch {
  /** Told before each pause, so that the screen says « nouvel essai » or « hors connexion ». */
  readonly waiting: (refusal: Refusal) => void;
  /** True once the screen is gone or the person gave up: the last refusal is then thrown. */
  readonly stopped: () => boolean;
}

/**
 * Tries again as long as the network or the service is away; any other refusal is thrown at once.
 * Only for acts that may be repeated: reads, saves with a revision, acts with an idempotency key.
 */
export async function keepTrying<T>(act: () => Promise<T>, watch: RetryWatch): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal.passing || watch.stopped()) throw refusal;
      watch.waiting(refusal);
      await pause(PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 20_000);
      if (watch.stopped()) throw refusal;
    }
  }
}

/** Waits, or less when the browser says that the network is back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener('online', end);
  });
}
