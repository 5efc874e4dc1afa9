import type { Database, Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { CafSettings } from '../domain/caf-settings.ts';
import type { Worker } from '../domain/message-template.ts';
import type { CafSettingsStore } from '../usecases/ports.ts';
import { readWorker } from './people-store.ts';

// A Caf that never decided has no row yet: it is made, so that two first decisions meet on its lock.
const make = {
  name: 'caf-settings-make',
  text: `insert into caf_settings (caf_code, four_eyes, revision) values ($1, false, 0) on conflict do nothing`,
};
const lock = {
  name: 'caf-settings-lock',
  text: `select caf_code as "cafCode", four_eyes as "fourEyes", revision,
           array(select exercise from closed_exercise where caf_code = $1 order by exercise) as "closedExercises"
         from caf_settings where caf_code = $1 for update`,
};
const update = {
  name: 'caf-settings-update',
  text: `update caf_settings set four_eyes = $2, revision = $3, updated_at = $4, updated_by = $5 where caf_code = $1`,
};
const reopenOthers = {
  name: 'closed-exercise-reopen',
  text: `delete from closed_exercise where caf_code = $1 and not exercise = any ($2::int[])`,
};
const close = {
  name: 'closed-exercise-close',
  text: `insert into closed_exercise (caf_code, exercise, closed_on)
         select $1, exercise, $3 from unnest($2::int[]) as exercise on conflict do nothing`,
};

/** Settings of the Caf in PostgreSQL, with their journal. */
export function cafSettingsStore(database: Database): CafSettingsStore {
  return {
    transact: (work) =>
      database.transaction((tx) =>
        work({
          worker: (subject) => readWorker(tx, subject),
          settings: async (cafCode) => {
            await tx.run(make, [cafCode]);
            const [row] = await tx.rows<CafSettings>(lock, [cafCode]);
            if (row === undefined) throw new Error(`settings of Caf ${cafCode} were made and are not there`);
            return row;
          },
          keep: (known, next, by, at) => keep(tx, known, next, by, at),
        }),
      ),
  };
}

async function keep(tx: Transaction, known: CafSettings, next: CafSettings, by: Worker, at: Date): Promise<void> {
  const { cafCode, fourEyes, closedExercises, revision } = next;
  await tx.run(update, [cafCode, fourEyes, revision, at, by.name]);
  await tx.run(reopenOthers, [cafCode, closedExercises]);
  await tx.run(close, [cafCode, closedExercises, at]);
  const said = (settings: CafSettings) => ({
    fourEyes: settings.fourEyes,
    closedExercises: [...settings.closedExercises],
  });
  await appendToJournal(tx, `caf-settings/${cafCode}`, [
    {
      type: 'CafSettingsChanged',
      at: at.toISOString(),
      actor: { userId: by.id, name: by.name },
      data: { cafCode, from: said(known), to: said(next) },
    },
  ]);
}
