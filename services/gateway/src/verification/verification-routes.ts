import type { FastifyError } from 'fastify';
import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import type { RateLimits } from '../security/rate-limits.ts';
import { sendPage } from '../sign-in/pages.ts';
import type { Site } from '../site.ts';
import type { AskDocuments } from './ask-documents.ts';
import { answerFor, nothingTyped, tooOften, unavailable, verificationPage } from './verification-page.ts';

const typed = Type.Optional(Type.String({ maxLength: 200 }));
const query = Type.Object({ reference: typed, empreinte: typed });

/**
 * `/verification`: anybody, without an account, learns whether a summary is what was transmitted (C-14). A page without script,
 * whose address holds what was typed: the QR code of the document leads straight to the answer.
 */
export async function verificationRoutes(
  app: HttpApp,
  { site, limits, documents }: { readonly site: Site; readonly limits: RateLimits; readonly documents: AskDocuments },
): Promise<void> {
  app.addHook('onRequest', limits.verification);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const empty = { reference: '', hash: '' };
    if (error.statusCode === 429) return sendPage(reply, 429, verificationPage(empty, tooOften), site);
    // Too long, or the same twice: it can be no proof.
    if (error.validation !== undefined) return sendPage(reply, 400, verificationPage(empty, nothingTyped), site);
    request.log.warn({ reason: error.message }, 'a receipt could not be verified');
    return sendPage(reply, 503, verificationPage(empty, unavailable), site);
  });

  app.get('/verification', { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const reference = (request.query.reference ?? '').trim();
    const hash = (request.query.empreinte ?? '').trim();
    const proof = { reference, hash };
    if (request.query.reference === undefined && request.query.empreinte === undefined) {
      return sendPage(reply, 200, verificationPage(proof, null), site);
    }
    const missing = [...(reference === '' ? ['reference'] : []), ...(hash === '' ? ['empreinte'] : [])];
    if (missing.length > 0) return sendPage(reply, 400, verificationPage(proof, nothingTyped, missing), site);
    const verified = await documents.verify(reference, hash).catch((error: Error) => {
      request.log.warn({ reason: error.message }, 'a receipt could not be verified');
      return null;
    });
    return verified === null
      ? sendPage(reply, 503, verificationPage(proof, unavailable), site)
      : sendPage(reply, 200, verificationPage(proof, answerFor(verified)), site);
  });

  app.get('/verification/cles', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(await documents.keys()),
  );
}
