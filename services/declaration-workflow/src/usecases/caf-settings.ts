import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { decideCafSettings, type CafSettings } from '../domain/caf-settings.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { CafSettingsStore } from './ports.ts';

/** What a Caf’s administrator asks for, at the revision that was looked at. */
export interface ChangeCafSettings extends CafSettings {
  /** Subject of the token. */
  readonly subject: string;
  readonly at: Date;
}

/** The act on the settings of a Caf, ready to call. */
export type ChangeSettings = ReturnType<typeof changeCafSettings>;

/**
 * Decides for all declarations of a Caf; journaled with what was before. Answers with the settings afterwards.
 * @throws RefusalError NOT_FOUND, STALE_VERSION, CAF_SETTINGS_NOT_YOURS, EXERCISE_NOT_OVER
 */
export function changeCafSettings(store: CafSettingsStore) {
  return ({ subject, at, ...asked }: ChangeCafSettings): Promise<CafSettings> =>
    store.transact(async (unit) => {
      const worker = await unit.worker(subject);
      if (worker === null) throw new RefusalError(notFound());
      const known = await unit.settings(asked.cafCode);
      const next = accepted(decideCafSettings(known, asked, worker, Number(parisDay(at).slice(0, 4))));
      await unit.keep(known, next, worker, at);
      return next;
    });
}
