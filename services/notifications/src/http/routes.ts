import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { Acts } from '../assemble.ts';
import { listMails } from '../queries/mails.ts';
import { countUnread, listNotices } from '../queries/notices.ts';
import { readPreferences } from '../queries/preferences.ts';
import type { Guard } from './guard.ts';
import { schemas } from './schemas.ts';

const operation = (sites: readonly ('portal' | 'admin')[], operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['Messages'],
  'x-sites': sites,
});

const both = ['portal', 'admin'] as const;
const administration = ['admin'] as const;

/** What a person reads and chooses: always their own. */
export function registerOwnRoutes(app: HttpApp, guard: Guard, database: Database, acts: Acts): void {
  const onRequest = guard.anybody;
  app.get(
    '/api/notifications/notices',
    {
      onRequest,
      schema: {
        ...operation(both, 'listNotices', 'One’s notices, newest first'),
        querystring: schemas.noticesQuery,
        response: { 200: schemas.notices, ...refusals },
      },
    },
    async (request) => {
      const { unread, page = 1 } = request.query;
      return listNotices(database, guard.actOf(request).actor.id, { unreadOnly: unread === 'oui', page });
    },
  );
  app.get(
    '/api/notifications/unread',
    {
      onRequest,
      schema: {
        ...operation(both, 'countUnreadNotices', 'How many notices one has not read'),
        response: { 200: schemas.unread, ...refusals },
      },
    },
    async (request) => countUnread(database, guard.actOf(request).actor.id),
  );
  app.post(
    '/api/notifications/notices/:id/read',
    {
      onRequest,
      schema: {
        ...operation(both, 'markNoticeRead', 'Marks one of one’s notices read; it may be repeated'),
        params: schemas.id,
        response: { 200: schemas.unread, ...refusals },
      },
    },
    async (request) => {
      const act = guard.actOf(request);
      await acts.markRead(request.params.id, act);
      return countUnread(database, act.actor.id);
    },
  );
  app.post(
    '/api/notifications/read',
    {
      onRequest,
      schema: {
        ...operation(both, 'markAllNoticesRead', 'Marks all one’s notices read; it may be repeated'),
        response: { 200: schemas.unread, ...refusals },
      },
    },
    async (request) => {
      const act = guard.actOf(request);
      await acts.markRead(null, act);
      return countUnread(database, act.actor.id);
    },
  );
  app.get(
    '/api/notifications/preferences',
    {
      onRequest,
      schema: {
        ...operation(both, 'readMessagePreferences', 'What one is told of, and whether a mail goes with it'),
        response: { 200: schemas.preferences, ...refusals },
      },
    },
    async (request) => readPreferences(database, guard.actOf(request).actor),
  );
  app.put(
    '/api/notifications/preferences',
    {
      onRequest,
      schema: {
        ...operation(both, 'changeMessagePreferences', 'Chooses what one does not want by mail (If-Match: revision)'),
        body: schemas.preferencesChange,
        response: { 200: schemas.preferences, ...refusals },
      },
    },
    async (request) => {
      const act = guard.actOf(request);
      await acts.changePreferences({ ...request.body, expectedRevision: expectedRevision(request) }, act);
      return readPreferences(database, act.actor);
    },
  );
}

/** What administrators follow. */
export function registerMailRoutes(app: HttpApp, guard: Guard, database: Database, acts: Acts): void {
  const onRequest = guard.administratorOnly;
  app.get(
    '/api/notifications/mails',
    {
      onRequest,
      schema: {
        ...operation(administration, 'listMails', 'Mails of the people of one’s Caf, newest first, by state'),
        querystring: schemas.mailsQuery,
        response: { 200: schemas.mails, ...refusals },
      },
    },
    async (request) => listMails(database, guard.scopeOf(request), request.query),
  );
  app.post(
    '/api/notifications/mails/:id/attempt',
    {
      onRequest,
      schema: {
        ...operation(administration, 'sendMailAgain', 'Puts a mail that failed back in the queue (If-Match: revision)'),
        params: schemas.id,
        response: { 200: schemas.mails, ...refusals },
      },
    },
    async (request) => {
      const asked = { id: request.params.id, revision: expectedRevision(request) };
      await acts.sendAgain(asked, guard.actOf(request));
      return listMails(database, guard.scopeOf(request), { state: 'FAILED' });
    },
  );
}
