import { randomUUID } from 'node:crypto';
import { finished } from 'node:stream';
import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { readEquipmentsOfPartner } from '../queries/home.ts';
import { readDeclaration } from '../queries/read-declaration.ts';
import type { Presence, Standing } from '../usecases/ports.ts';
import { askingOf } from './asking.ts';
import { closed } from './view-schemas.ts';

/** Calls back on a notice about a declaration or a person (from any replica); returns how to stop. */
export type OnNotice = (about: string, callback: () => void) => () => void;

/** What the live streams tell of. */
export interface LiveSources {
  /** Something about the declaration changed. */
  readonly onChange: OnNotice;
  /** Someone came to it or left it. */
  readonly onPresence: OnNotice;
  /** What a person may do changed; by subject. */
  readonly onRights: OnNotice;
  /** What a person was told, in the notifications service, changed; by subject. */
  readonly onNotices: OnNotice;
  /** What is expected of somebody changed; called back with the id of the equipment. */
  readonly onWork: (callback: (equipmentId: string) => void) => () => void;
  readonly presence: Presence;
}

const heartbeat = 20_000;
const PlaceSchema = Type.Union([Type.Literal('activity'), Type.Literal('financial'), Type.Literal('review')]);

/**
 * Live stream (SSE): says that a declaration changed, never what; the screen then reads it with its own rights. With a
 * `place` it also says which colleagues have a part of it on screen, and tells them of this person. The person’s scope is
 * checked again before anything is said, so that a revoked habilitation closes the stream. With or without a declaration it
 * tells the person that what they may do, or their notices, changed: an open page follows them. Without a declaration it also
 * tells a partner that something expected on one of their equipments changed: the home page follows.
 */
export function registerLive(app: HttpApp, database: Database, sources: LiveSources, now: () => Date): void {
  const openStreams = new Set<() => void>();
  app.get(
    '/api/workflow/live',
    {
      schema: {
        operationId: 'followDeclaration',
        summary: 'Server-sent events: the declaration or one’s own rights changed, colleagues came or left',
        tags: ['declarations'],
        'x-sites': ['portal', 'admin'],
        querystring: closed({
          declaration: Type.Optional(Type.String({ maxLength: 60 })),
          place: Type.Optional(PlaceSchema),
        }),
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { declaration: id, place } = request.query;
      const { subject } = request.identity;
      const current = async () => (id === undefined ? null : readDeclaration(database, id, askingOf(request, now())));
      await current();
      const myEquipments = async () =>
        id === undefined ? readEquipmentsOfPartner(database, askingOf(request, now())) : new Set<string>();
      let mine = await myEquipments();
      const standing: Standing | null =
        id !== undefined && place ? { stream: randomUUID(), declarationId: id, place, subject } : null;
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
      const tellPresence = ({ declarationId }: Standing) => {
        current()
          .then(() => sources.presence.others(subject, declarationId, now()))
          .then((people) => say('present', { declarationId, people }), giveUp);
      };
      const tellChange = () => {
        current().then((found) => {
          if (found === null) return;
          const { id: declarationId, revision, evaluation, unreadMessages } = found;
          say('changed', { declarationId, revision, evaluation: evaluation.status, unreadMessages });
        }, giveUp);
      };
      const stops = [
        sources.onRights(subject, () => {
          say('rights', {});
          current().catch(giveUp);
          myEquipments().then((known) => (mine = known), giveUp);
        }),
        sources.onNotices(subject, () => say('notices', {})),
        sources.onWork((equipmentId) => {
          if (mine.has(equipmentId)) say('work', {});
        }),
        ...(id === undefined ? [] : [sources.onChange(id, tellChange)]),
        ...(standing ? [sources.onPresence(standing.declarationId, () => tellPresence(standing))] : []),
      ];
      // What changed between the screen’s own reading and now was told to nobody.
      if (id !== undefined) tellChange();
      if (standing) tellPresence(standing);
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
