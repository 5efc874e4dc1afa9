import type { FastifyInstance } from 'fastify';

/** Answers that may mean that somebody tries what is not theirs: unreadable, not signed in, forbidden, unknown, too large, not JSON, too many. */
const watched = new Set([400, 401, 403, 404, 413, 415, 429]);

/**
 * Logs each of these answers with its method, route and status: enough to see somebody try doors one by one, and nothing
 * of what they sent. Who it was is told by the trace and, for acts, by the journal.
 */
export function registerRefusalLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    if (watched.has(reply.statusCode)) request.log.info({ req: request, res: reply }, 'request refused');
  });
}
