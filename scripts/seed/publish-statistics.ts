import { newId } from '@portail/platform/pure/id.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { eventually } from '../../services/platform/src/testing/eventually.ts';
import { assemble } from '../../services/statistics/src/assemble.ts';
import { previewMeans } from '../../services/statistics/src/queries/preview-means.ts';

/** Exercises whose means are published in the demo; those of 2015 are ready for the visitor to publish. */
export const publishedExercises = [2013, 2014] as const;

const known = {
  name: 'demo-facts',
  text: `select count(*)::int as known, count(e.declaration_id)::int as estimated
         from fact f left join estimate e using (declaration_id, version) where f.exercise = $1`,
};

/**
 * Publishes means as the Cnaf administrator would, on 2 March N+2, once the statistics know every réelle; a repeat finds them
 * published.
 * @param validated how many equipments have a validated réelle
 */
export async function publishStatistics(
  database: Database,
  validated: number,
  administrator: { readonly id: string; readonly name: string },
): Promise<void> {
  const acts = assemble(database);
  for (const exercise of publishedExercises) {
    const at = new Date(Date.UTC(exercise + 2, 2, 2, 9));
    await eventually(
      `the statistics to know the ${validated} réelles of ${exercise}`,
      async () => {
        const [row] = await database.rows<{ known: number; estimated: number }>(known, [exercise]);
        return row !== undefined && row.known >= validated && row.estimated >= validated;
      },
      120_000,
    );
    const preview = await previewMeans(database, exercise, at);
    if (preview.versions.length > 0) continue;
    const request = {
      exercise,
      digest: preview.digest,
      expectedVersion: 0,
      forcedReason: null,
      correction: null,
      imported: null,
    };
    const act = { actor: { kind: 'CNAF', ...administrator } as const, at };
    await acts.publishMeans(request, newId(at), act);
  }
}
