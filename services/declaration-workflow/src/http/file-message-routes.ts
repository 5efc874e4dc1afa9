import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { readFileMessages, readUnreadFiles } from '../queries/file-messages.ts';
import type { FileMessageActs } from '../usecases/file-messages.ts';
import { askingOf } from './asking.ts';
import { closed, FileSchema, IdParams, UnreadFileSchema } from './view-schemas.ts';

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['messages'],
  'x-sites': ['portal' as const, 'admin' as const],
});
const page = Type.Integer({ minimum: 1, maximum: 1_000, default: 1 });

/** What partner and Caf write to each other in the file of a declaration (B6). */
export function registerFileMessages(app: HttpApp, database: Database, acts: FileMessageActs, now: () => Date): void {
  app.get(
    '/api/workflow/unread-files',
    {
      schema: {
        ...operation('listUnreadFiles', 'Declarations with messages the signed-in person has not read, latest first'),
        querystring: closed({ page: Type.Optional(page) }),
        response: { 200: closed({ items: Type.Array(UnreadFileSchema), total: Type.Integer() }), ...refusals },
      },
    },
    (request) => readUnreadFiles(database, askingOf(request, now()), request.query.page ?? 1),
  );

  app.get(
    '/api/workflow/declarations/:id/messages',
    {
      schema: {
        ...operation('readFileMessages', 'Messages between the partner and the Caf on a declaration, oldest first'),
        params: IdParams,
        response: { 200: FileSchema, ...refusals },
      },
    },
    (request) => readFileMessages(database, request.params.id, askingOf(request, now())),
  );

  app.post(
    '/api/workflow/declarations/:id/messages',
    {
      schema: {
        ...operation('sendFileMessage', 'Write to the other side (Idempotency-Key)'),
        params: IdParams,
        body: closed({ text: Type.String({ maxLength: 4_000 }) }),
        response: { 200: FileSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const act = { declarationId: request.params.id, text: request.body.text, subject, at: now() };
      await acts.send({ ...act, idempotencyKey: idempotencyKey(request) });
      return readFileMessages(database, request.params.id, askingOf(request, now()));
    },
  );

  app.post(
    '/api/workflow/declarations/:id/messages/reading',
    {
      schema: {
        ...operation('markFileRead', 'Note that the messages up to a number are read'),
        params: IdParams,
        body: closed({ upTo: Type.Integer({ minimum: 1 }) }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const { subject } = request.identity;
      await acts.markRead({ declarationId: request.params.id, upTo: request.body.upTo, subject, at: now() });
      return reply.code(204).send(null);
    },
  );
}
