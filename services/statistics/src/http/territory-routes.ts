import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { readTerritory } from '../queries/read-territory.ts';
import type { Guard } from './guard.ts';
import { operation } from './operation.ts';
import { territorySchemas } from './territory-schemas.ts';

/** What the Caf reads of its EAJE, and the Cnaf of France. */
export function registerTerritoryRoutes(app: HttpApp, guard: Guard, database: Database): void {
  app.get(
    '/api/statistics/territory',
    {
      onRequest: guard.staffOnly,
      schema: {
        ...operation(
          'admin',
          'readTerritory',
          'Distributions and evolution over the EAJE of the person’s Caf, or over France for the Cnaf; what is far from the rest',
        ),
        querystring: territorySchemas.question,
        response: { 200: territorySchemas.territory, ...refusals },
      },
    },
    async (request) => readTerritory(database, guard.staffActOf(request), request.query),
  );
}
