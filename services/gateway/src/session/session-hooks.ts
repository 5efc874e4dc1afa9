import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '@portail/platform/http/problem.ts';
import { forgeryDoubt, type ForgeryDoubt } from '../security/csrf.ts';
import { randomValueOf } from './session-cookie.ts';
import type { KeptSession, SessionStore } from './session-store.ts';
import type { TokenRefresh } from './token-refresh.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The session of the request’s cookie, once {@link sessionHook} has looked for it. */
    kept: KeptSession | undefined;
  }
  interface FastifyContextConfig {
    /** True for what a page does by itself: it does not count as activity of the person. */
    passive?: boolean;
  }
}

/**
 * Looks for the session of a request, if it has one; activity makes its idle time begin anew. What a page reads by itself (a
 * colleague’s act was told to it) says so: else a page left open on a busy file would never be closed.
 */
export function sessionHook(sessions: SessionStore, cookieName: string) {
  return async (request: FastifyRequest): Promise<void> => {
    const cookie = randomValueOf(request.cookies[cookieName]);
    if (cookie === undefined) return;
    const byItself = request.method === 'GET' && request.headers['x-portail-passive'] !== undefined;
    request.kept = await sessions.find(cookie, request.routeOptions.config.passive !== true && !byItself);
  };
}

/** Refuses requests without a session, and makes sure that the session’s token is good for a service. */
export function signedInHook(refresh: TokenRefresh) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    request.kept = request.kept && (await refresh.fresh(request.kept));
    if (request.kept) return undefined;
    return sendProblem(
      reply,
      401,
      'SIGN_IN_REQUIRED',
      'Votre session est terminée ou n’existe pas. Connectez-vous pour continuer.',
    );
  };
}

const refusals: Readonly<Record<ForgeryDoubt, readonly [status: number, code: string, detail: string]>> = {
  'not-json': [415, 'UNSUPPORTED_MEDIA_TYPE', 'Seul le format JSON est accepté. Rien n’a été enregistré.'],
  'no-marker': [
    403,
    'FORGERY_SUSPECTED',
    'La demande ne vient pas des pages de ce site. Rien n’a été enregistré. Actualisez la page, puis recommencez.',
  ],
  'other-site': [
    403,
    'FORGERY_SUSPECTED',
    'La demande vient d’un autre site. Rien n’a été enregistré. Actualisez la page, puis recommencez.',
  ],
};

/** Refuses unsafe requests that may have been sent by another site (see {@link forgeryDoubt}). */
export function forgeryHook(siteOrigin: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { headers } = request;
    const doubt = forgeryDoubt(
      {
        method: request.method,
        contentType: headers['content-type'],
        hasBody: headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0,
        marker: single(headers['x-portail-request']),
        fetchSite: single(headers['sec-fetch-site']),
        origin: headers.origin,
      },
      siteOrigin,
    );
    if (doubt === undefined) return undefined;
    request.log.warn({ doubt }, 'unsafe request refused');
    return sendProblem(reply, ...refusals[doubt]);
  };
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join() : header;
}
