import { randomUUID } from 'node:crypto';
import { finished } from 'node:stream';
import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { readDeclaration } from '../queries/read-declaration.ts';
import type { Presence, Standing } from '../usecases/ports.ts';
import { askingOf } from './asking.ts';
import { closed } from './view-schemas.ts';

/** Calls back on a notice about a declaration (from any replica); returns how to stop. */
export type OnNotice = (declarationId: string, callback: () => void) => () => void;

/** What the live streams tell of. */
export interface LiveSources {
  /** Something about the declaration changed. */
  readonly onChange: OnNotice;
  /** Someone came to it or left it. */
  readonly onPresence: OnNotice;
  readonly presence: Presence;
}

const heartbeat = 20_000;
const PlaceSchema = Type.Union([Type.Literal('activity'), Type.Literal('financial'), Type.Literal('review')]);

/**
 * Live stream (SSE): says that a declaration changed, never what; the screen then reads it with its own rights. With a
 * `place` it also says which colleagues have a part of it on screen, and tells them of this person. The person’s scope is
 * checked again before anything is said, so that a revoked habilitation closes the stream.
 */
export function registerLive(app: HttpApp, database: Database, sources: LiveSources, now: () => Date): void {
  const openStreams = new Set<() => void>();
  app.get(
    '/api/workflow/live',
    {
      schema: {
        operationId: 'followDeclaration',
        summary: 'Server-sent events: the declaration changed, colleagues came or left',
        tags: ['declarations'],
        'x-sites': ['portal', 'admin'],
        querystring: closed({ declaration: Type.String({ maxLength: 60 }), place: Type.Optional(PlaceSchema) }),
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { declaration: id, place } = request.query;
      const { subject } = request.identity;
      const current = () => readDeclaration(database, id, askingOf(request, now()));
      await current();
      const standing: Standing | null = place ? { stream: randomUUID(), declarationId: id, place, subject } : null;
      if (standing) await sources.presence.arrive(standing, now());
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        // A connection kept for later would outlive the streams that a stopping service ends.
        connection: 'close',
      });
      raw.write(': open\n\n');
      const say = (event: string, data: unknown) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      // No longer in scope, or the database is away: the screen connects again and is told why.
      const giveUp = () => raw.end();
      const tellPresence = () => {
        current()
          .then(() => sources.presence.others(subject, id, now()))
          .then((people) => say('present', { declarationId: id, people }), giveUp);
      };
      const stops = [
        sources.onChange(id, () => {
          current().then(
            ({ id: declarationId, revision, evaluation }) =>
              say('changed', { declarationId, revision, evaluation: evaluation.status }),
            giveUp,
          );
        }),
        ...(standing ? [sources.onPresence(id, tellPresence)] : []),
      ];
      if (standing) tellPresence();
      const beat = setInterval(() => {
        raw.write(': still here\n\n');
        if (standing) sources.presence.stay(standing, now()).catch(giveUp);
      }, heartbeat);
      const close = () => {
        clearInterval(beat);
        for (const stop of stops) stop();
        raw.end();
      };
      openStreams.add(close);
      // Also when the caller left before the answer began: nobody may seem to stay for ever.
      finished(raw, () => {
        openStreams.delete(close);
        close();
        if (!standing) return;
        sources.presence.leave(standing).catch((error: unknown) => {
          // Colleagues stop seeing this person a minute later.
          request.log.info({ err: error }, 'departure not told');
        });
      });
    },
  );
  app.addHook('preClose', async () => {
    for (const close of openStreams) close();
  });
}
