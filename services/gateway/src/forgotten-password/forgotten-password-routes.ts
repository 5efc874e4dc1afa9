import type { FastifyError, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { isFromThisSite } from '../security/csrf.ts';
import { nonceOf } from '../security/headers.ts';
import type { RateLimits } from '../security/rate-limits.ts';
import { faultReason } from '../sign-in/fault-reason.ts';
import { sendPage } from '../sign-in/pages.ts';
import type { Site } from '../site.ts';
import type { AskPasswordReset } from './ask-identity.ts';
import { imageOf, isAnsweredBy } from './challenge.ts';
import type { Challenges } from './challenge-store.ts';
import { forgottenPassword, forgottenPasswordPage, requestTakenPage, type Faults } from './page.ts';
import { foreignForm, requestImpossible, tooManyRequests } from './pages.ts';
import { spoken } from './sound.ts';

/** What the page of a forgotten password needs. */
export interface ForgottenPasswordDependencies {
  readonly site: Site;
  readonly origin: string;
  readonly challenges: Challenges;
  readonly askReset: AskPasswordReset;
  readonly limits: RateLimits;
}

/** Far above a long address and an answer. Bytes. */
const bodyLimit = 4 * 1024;
const longestEmail = 254;

/**
 * « Mot de passe oublié ? » (guide, annex A.1 to A.4): a page without a script. What it answers depends on what was typed,
 * never on whether the address is known: identity notes every request alike, and looks at it after the answer.
 */
export async function forgottenPasswordRoutes(
  app: HttpApp,
  dependencies: ForgottenPasswordDependencies,
): Promise<void> {
  const { site, origin, challenges, askReset, limits } = dependencies;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, new URLSearchParams(body as string)),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode === 429) return sendPage(reply, 429, tooManyRequests, site);
    if (error.statusCode !== undefined && error.statusCode < 500)
      return sendPage(reply, error.statusCode, foreignForm, site);
    request.log.warn({ reason: faultReason(error) }, 'password reset not asked for');
    return sendPage(reply, 503, requestImpossible, site);
  });

  /** The form with another image, and what was typed. */
  async function show(reply: FastifyReply, status: number, shown: { email: string; faults: Faults; renewed: boolean }) {
    const { id, challenge } = await challenges.give();
    const page = { ...shown, challengeId: id, image: imageOf(challenge) };
    return sendHtml(reply, status, forgottenPasswordPage(page, site.title, nonceOf(reply)));
  }

  app.get(forgottenPassword, { onRequest: limits.signIn, schema: { hide: true } }, (_request, reply) =>
    show(reply, 200, { email: '', faults: {}, renewed: false }),
  );

  app.post(
    forgottenPassword,
    { onRequest: limits.passwordReset, bodyLimit, schema: { hide: true } },
    async (request, reply) => {
      if (!isFromThisSite(request.headers, origin)) return sendPage(reply, 403, foreignForm, site);
      const form = request.body as URLSearchParams;
      const field = (name: string) => form.get(name) ?? '';
      const email = field('email').trim();
      const challenge = await challenges.take(field('challenge'));
      if (field('act') === 'renew') return show(reply, 200, { email, faults: {}, renewed: true });
      const right = challenge !== undefined && isAnsweredBy(challenge, field('answer'));
      const faults = faultsOf(email, field('answer'), challenge !== undefined, right);
      if (Object.keys(faults).length > 0) return show(reply, 422, { email, faults, renewed: false });
      await askReset(email);
      return reply.header('cache-control', 'no-store').redirect(`${forgottenPassword}/sent`, 303);
    },
  );

  app.get(`${forgottenPassword}/sent`, { onRequest: limits.signIn, schema: { hide: true } }, (_request, reply) =>
    sendHtml(reply, 200, requestTakenPage(site.title, nonceOf(reply))),
  );

  app.get(
    `${forgottenPassword}/sound`,
    { onRequest: limits.signIn, schema: { hide: true, querystring: Type.Object({ challenge: Type.String() }) } },
    async (request, reply) => {
      const challenge = await challenges.read(request.query.challenge);
      if (challenge === undefined) return reply.callNotFound();
      return reply.header('cache-control', 'no-store').type('audio/wav').send(spoken(challenge.digits));
    },
  );
}

function faultsOf(email: string, answer: string, known: boolean, right: boolean): Faults {
  const plausible = email.length <= longestEmail && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  return {
    ...(plausible ? {} : { email: 'Saisissez une adresse e-mail, comme prenom.nom@structure.fr.' }),
    ...(right ? {} : { answer: answerFault(answer, known) }),
  };
}

function answerFault(answer: string, known: boolean): string {
  if (answer.trim() === '') return 'Recopiez le texte de l’image, ou les chiffres entendus.';
  return known
    ? 'Ce n’est pas le texte de l’image. En voici une autre\u202f: respectez les majuscules et les minuscules.'
    : 'Cette image a déjà servi, ou est restée affichée plus de dix minutes. En voici une autre.';
}

function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  // The one page of ours that has something to listen to.
  const policy = `${String(reply.getHeader('content-security-policy'))};media-src 'self'`;
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store', 'content-security-policy': policy })
    .type('text/html; charset=utf-8')
    .send(html);
}
