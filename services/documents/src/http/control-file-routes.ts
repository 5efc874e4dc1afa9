import { Readable } from 'node:stream';
import type { Queryable } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { Type } from 'typebox';
import { findControlFile } from '../queries/find-control-file.ts';
import type { MakeControlFile } from '../usecases/make-control-file.ts';
import { sendFile } from './send-file.ts';
import { idParams } from './schemas.ts';

/** What the route of control files calls. */
export interface ControlFilePorts {
  readonly database: Queryable;
  readonly now: () => Date;
  readonly makeControlFile: MakeControlFile;
}

/** « Préparer un contrôle »: for the approver of the equipment and its Caf. */
export function registerControlFileRoutes(app: HttpApp, { database, now, makeControlFile }: ControlFilePorts): void {
  app.get(
    '/api/documents/equipments/:id/control-file',
    {
      schema: {
        tags: ['documents'],
        operationId: 'downloadControlFile',
        summary: 'All that was transmitted of the last three exercises of an equipment, in one archive',
        'x-sites': ['portal', 'admin'],
        params: idParams,
        response: {
          200: { description: 'The archive, as it is made', content: { 'application/zip': { schema: Type.String() } } },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const at = now();
      const today = parisDay(at);
      const { subject, name } = request.identity;
      const asked = await findControlFile(database, request.params.id, { subject, name, today });
      const archive = await makeControlFile(asked, at);
      const content = Readable.from(archive, { objectMode: false });
      return sendFile(reply, 'application/zip', `dossier-de-controle-${today}.zip`, content);
    },
  );
}
