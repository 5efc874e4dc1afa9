import type { Database } from '@portail/platform/db/database.ts';
import { exported, sendSheet } from '@portail/platform/exports/send.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { Acts } from '../assemble.ts';
import { listMeans } from '../queries/list-means.ts';
import { previewMeans } from '../queries/preview-means.ts';
import { importedMeans, readMeansList } from '../queries/read-means-list.ts';
import { readTable } from '../queries/read-table.ts';
import { searchStatistics } from '../queries/search-statistics.ts';
import { tableSheet } from '../queries/table-sheet.ts';
import type { Guard } from './guard.ts';
import { operation } from './operation.ts';
import { listBodyLimit, schemas } from './schemas.ts';

/** What partners read. */
export function registerTableRoutes(app: HttpApp, guard: Guard, database: Database): void {
  const onRequest = guard.partnerOnly;
  app.get(
    '/api/statistics/equipments',
    {
      onRequest,
      schema: {
        ...operation(
          'portal',
          'searchStatistics',
          'The person’s equipments, and whether their table of an exercise exists',
        ),
        querystring: schemas.search,
        response: { 200: schemas.found, ...refusals },
      },
    },
    async (request) => searchStatistics(database, guard.actOf(request), request.query),
  );
  app.get(
    '/api/statistics/equipments/:id',
    {
      onRequest,
      schema: {
        ...operation('portal', 'readStatistics', 'An equipment beside its département and France, over the years'),
        params: schemas.equipment,
        querystring: schemas.exerciseQuery,
        response: { 200: schemas.table, ...refusals },
      },
    },
    async (request) => readTable(database, guard.actOf(request), request.params.id, request.query.exercise),
  );
  app.get(
    '/api/statistics/equipments/:id/export',
    {
      onRequest,
      schema: {
        ...operation('portal', 'exportStatistics', 'One tab of the table of an equipment and exercise, as a file'),
        params: schemas.equipment,
        querystring: schemas.exportQuery,
        response: { 200: exported, ...refusals },
      },
    },
    async (request, reply) => {
      const { exercise, tab = 'ACTIVITY', format } = request.query;
      const table = await readTable(database, guard.actOf(request), request.params.id, exercise);
      const name = `statistiques-${tab === 'ACTIVITY' ? 'activite' : 'finances'}-${table.exercise ?? 'aucun-exercice'}`;
      return sendSheet(reply, format, name, tableSheet(table, tab));
    },
  );
}

/** What national administrators do. */
export function registerMeansRoutes(app: HttpApp, guard: Guard, database: Database, acts: Acts): void {
  const onRequest = guard.cnafOnly;
  app.get(
    '/api/statistics/means',
    {
      onRequest,
      schema: {
        ...operation(
          'admin',
          'listMeans',
          'Exercises with validated réelles, how complete they are, what is published',
        ),
        response: { 200: schemas.means, ...refusals },
      },
    },
    async () => listMeans(database),
  );
  app.get(
    '/api/statistics/means/:exercise',
    {
      onRequest,
      schema: {
        ...operation('admin', 'previewMeans', 'The means of an exercise as they would be published now'),
        params: schemas.exercise,
        response: { 200: schemas.preview, ...refusals },
      },
    },
    async (request) => previewMeans(database, request.params.exercise, guard.actOf(request).at),
  );
  app.post(
    '/api/statistics/means/:exercise/list',
    {
      onRequest,
      bodyLimit: listBodyLimit,
      schema: {
        ...operation(
          'admin',
          'readMeansList',
          'Reads means computed elsewhere (CSV) and previews them; changes nothing',
        ),
        'x-body-limit': listBodyLimit,
        params: schemas.exercise,
        body: schemas.list,
        response: { 200: schemas.readList, ...refusals },
      },
    },
    async (request) => readMeansList(database, request.params.exercise, request.body, guard.cnafActOf(request).at),
  );
  app.post(
    '/api/statistics/means/:exercise/publication',
    {
      onRequest,
      bodyLimit: listBodyLimit,
      schema: {
        'x-body-limit': listBodyLimit,
        ...operation(
          'admin',
          'publishMeans',
          'Publishes the means as previewed (If-Match: latest version, "0" when there is none; Idempotency-Key)',
        ),
        params: schemas.exercise,
        body: schemas.publication,
        response: { 200: schemas.preview, ...refusals },
      },
    },
    async (request) => {
      const { exercise } = request.params;
      const act = guard.cnafActOf(request);
      const { list, ...reasons } = request.body;
      const imported = list ? importedMeans(list) : null;
      const asked = { ...reasons, imported, exercise, expectedVersion: expectedRevision(request) };
      await acts.publishMeans(asked, idempotencyKey(request), act);
      return previewMeans(database, exercise, act.at);
    },
  );
  app.put(
    '/api/statistics/setting',
    {
      onRequest,
      schema: {
        ...operation('admin', 'changeStatisticsSetting', 'Own figures before the means, or not (If-Match: revision)'),
        body: schemas.settingChange,
        response: { 200: schemas.setting, ...refusals },
      },
    },
    async (request) => {
      const asked = { ...request.body, expectedRevision: expectedRevision(request) };
      return { ...(await acts.changeSetting(asked, guard.cnafActOf(request))) };
    },
  );
}
