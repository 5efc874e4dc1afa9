import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { readDeclaration } from '../queries/read-declaration.ts';
import { askingOf } from './asking.ts';
import { closed } from './view-schemas.ts';

/** Calls back when something about a declaration changed (any replica); returns how to stop. */
export type OnChange = (declarationId: string, callback: () => void) => () => void;

const heartbeat = 20_000;

/**
 * Live stream (SSE): says that a declaration changed, never what; the screen then reads it with its own rights. The person’s
 * scope is checked again at each change, so that a revoked habilitation closes the stream.
 */
export function registerLive(app: HttpApp, database: Database, onChange: OnChange, now: () => Date): void {
  const openStreams = new Set<() => void>();
  app.get(
    '/api/workflow/live',
    {
      schema: {
        operationId: 'followDeclaration',
        summary: 'Server-sent events: the declaration changed',
        tags: ['declarations'],
        'x-sites': ['portal', 'admin'],
        querystring: closed({ declaration: Type.String({ maxLength: 60 }) }),
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { declaration: id } = request.query;
      const current = () => readDeclaration(database, id, askingOf(request, now()));
      await current();
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write(': open\n\n');
      const stopListening = onChange(id, () => {
        current().then(
          ({ id: declarationId, revision, evaluation }) =>
            raw.write(
              `event: changed\ndata: ${JSON.stringify({ declarationId, revision, evaluation: evaluation.status })}\n\n`,
            ),
          () => raw.end(), // no longer in scope, or the database is away: the screen reconnects and is told why
        );
      });
      const beat = setInterval(() => raw.write(': still here\n\n'), heartbeat);
      const close = () => {
        clearInterval(beat);
        stopListening();
        raw.end();
      };
      openStreams.add(close);
      raw.on('close', () => {
        openStreams.delete(close);
        close();
      });
    },
  );
  app.addHook('preClose', async () => {
    for (const close of openStreams) close();
  });
}
