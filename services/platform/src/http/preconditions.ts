import type { FastifyRequest } from 'fastify';
import { Refusal, RefusalError } from '../pure/refusal.ts';

/**
 * Revision of `If-Match: "12"`, which every write on an aggregate carries.
 * @throws RefusalError VERSION_REQUIRED (428) when absent, MALFORMED (400) when it is not a revision
 */
export function expectedRevision(request: FastifyRequest): number {
  const header = request.headers['if-match'];
  if (header === undefined) {
    throw new RefusalError(
      new Refusal(
        'precondition-required',
        'VERSION_REQUIRED',
        'La version que vous modifiez n’est pas indiquée. Actualisez la page, puis recommencez.',
      ),
    );
  }
  const match = /^"(\d{1,15})"$/.exec(header);
  if (!match) {
    throw new RefusalError(
      new Refusal('malformed', 'MALFORMED', 'La version indiquée ne peut pas être lue.', [
        { path: '/if-match', code: 'INVALID', message: 'Une version entre guillemets droits est attendue.' },
      ]),
    );
  }
  return Number(match[1]);
}

/**
 * Value of `Idempotency-Key`, which acts that must not be repeated carry.
 * @throws RefusalError IDEMPOTENCY_KEY_REQUIRED (428) when absent or shorter than 8 characters
 */
export function idempotencyKey(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (typeof header === 'string' && /^[\w-]{8,100}$/.test(header)) return header;
  throw new RefusalError(
    new Refusal(
      'precondition-required',
      'IDEMPOTENCY_KEY_REQUIRED',
      'Cette action doit porter une clé qui évite de l’exécuter deux fois. Actualisez la page, puis recommencez.',
    ),
  );
}
