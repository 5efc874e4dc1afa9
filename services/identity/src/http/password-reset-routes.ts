import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import type { IdentityActs } from '../assemble.ts';
import { gatewayRole } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';

/** What the gateway asks for somebody who has not signed in; on no site. */
export function registerPasswordResets(
  app: HttpApp,
  acts: Pick<IdentityActs, 'requestPasswordReset'>,
  now: () => Date,
): void {
  app.post(
    '/api/identity/password-resets',
    {
      // The gateway’s own token: it names no person.
      onRequest: async (request) => {
        if (!request.identity.realmRoles.includes(gatewayRole)) throw new RefusalError(refuse('FORBIDDEN'));
      },
      schema: {
        tags: ['passwords'],
        operationId: 'requestPasswordReset',
        summary: 'Somebody forgot the password of this address, known or not; the answer and its time are the same',
        body: Type.Object({ email: Type.String({ minLength: 3, maxLength: 254 }) }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await acts.requestPasswordReset(request.body, now());
      return reply.code(204).send(null);
    },
  );
}
