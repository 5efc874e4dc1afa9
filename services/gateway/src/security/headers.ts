import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import type { FastifyReply } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';

const nonces = new WeakMap<ServerResponse, string>();

/** The nonce that this answer’s policy allows for `<style>`; a new one for each answer. */
export function nonceOf(reply: FastifyReply): string {
  return nonceFor(reply.raw);
}

function nonceFor(answer: ServerResponse): string {
  const known = nonces.get(answer);
  if (known !== undefined) return known;
  const nonce = randomBytes(18).toString('base64');
  nonces.set(answer, nonce);
  return nonce;
}

const hstsSeconds = 365 * 24 * 3_600;

/** What no page of ours uses. */
const permissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Security headers of every answer. Scripts come from our own files only; `<style>` needs the nonce, because Angular
 * Material writes some. `form-action 'self'` is enough: the only form of ours asks to verify a document.
 * @param https whether browsers reach the site over https; promises about https make no sense otherwise
 */
export async function registerSecurityHeaders(app: HttpApp, https: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", (_request: IncomingMessage, answer: ServerResponse) => `'nonce-${nonceFor(answer)}'`],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: hstsSeconds, includeSubDomains: true } : false,
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissions);
  });
}
