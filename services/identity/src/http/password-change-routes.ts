import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { IdentityActs } from '../assemble.ts';
import { readEveryPassword } from '../queries/read-every-password.ts';
import type { Guard } from './guard.ts';
import { schemas } from './schemas.ts';

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['passwords'],
  'x-sites': ['admin' as const],
  response: { 200: schemas.everyPassword, ...refusals },
});

/** A new password of everybody, after an update of the portal (guide, annex A.9). */
export function registerPasswordChanges(app: HttpApp, guard: Guard, database: Database, acts: IdentityActs): void {
  app.get(
    '/api/identity/password-changes',
    {
      onRequest: guard.administration,
      schema: operation(
        'readEveryPasswordChange',
        'Of how many a new password would be asked, and how the last demand goes',
      ),
    },
    (request) => readEveryPassword(database, guard.actOf(request).actor),
  );

  app.post(
    '/api/identity/password-changes',
    {
      onRequest: guard.administration,
      schema: {
        ...operation(
          'askEveryPasswordChange',
          'Asks a new password of everybody at their next sign-in; nobody loses their session',
        ),
        body: schemas.reason,
      },
    },
    async (request) => {
      const act = guard.actOf(request);
      await acts.orderEveryPassword({ ...request.body, idempotencyKey: idempotencyKey(request) }, act);
      return readEveryPassword(database, act.actor);
    },
  );
}
