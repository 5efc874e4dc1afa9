import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { IdentityActs } from '../assemble.ts';
import { parisDay } from '../domain/calendar.ts';
import type { User } from '../domain/user.ts';
import { listUsers, readUser } from '../queries/list-users.ts';
import { readMe } from '../queries/me.ts';
import type { Guard } from './guard.ts';
import { schemas } from './schemas.ts';

const both = ['portal', 'admin'] as const;
const admin = ['admin'] as const;

/** A person as the API answers; the account’s subject stays inside. */
function shown({ subject: _subject, ...user }: User) {
  return {
    ...user,
    cafCodes: [...user.cafCodes],
    habilitations: user.habilitations.map((each) => ({ ...each, roles: [...each.roles] })),
  };
}

/** Routes of the identity service, under /api/identity. */
export function registerRoutes(app: HttpApp, guard: Guard, database: Database, acts: IdentityActs): void {
  const operation = (operationId: string, summary: string) => ({
    tags: ['people'],
    operationId,
    summary,
    'x-sites': admin,
    response: { 200: schemas.user, ...refusals },
  });

  app.get(
    '/api/identity/me',
    {
      onRequest: guard.anyone,
      schema: {
        tags: ['me'],
        operationId: 'readMe',
        summary: 'The signed-in person, their roles in force and the conditions générales',
        'x-sites': both,
        response: { 200: schemas.me, ...refusals },
      },
    },
    (request) => {
      const { actor, at } = guard.actOf(request);
      return readMe(database, actor.id, parisDay(at));
    },
  );

  app.post(
    '/api/identity/terms-acceptance',
    {
      onRequest: guard.anyone,
      schema: {
        tags: ['me'],
        operationId: 'acceptTerms',
        summary: 'The signed-in person accepts the conditions générales in force',
        'x-sites': both,
        body: schemas.terms,
        response: { 200: schemas.me, ...refusals },
      },
    },
    async (request) => {
      const act = guard.actOf(request);
      await acts.acceptTerms(request.body, act);
      return readMe(database, act.actor.id, parisDay(act.at));
    },
  );

  app.get(
    '/api/identity/users',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('listUsers', 'People the agent or administrator manages, by name'),
        querystring: schemas.search,
        response: { 200: schemas.users, ...refusals },
      },
    },
    async (request) => {
      const { items, total } = await listUsers(database, guard.actOf(request).actor, request.query);
      return { items: items.map(shown), total };
    },
  );

  app.get(
    '/api/identity/users/:id',
    { onRequest: guard.administration, schema: { ...operation('readUser', 'One person'), params: schemas.target } },
    async (request) => shown(await readUser(database, guard.actOf(request).actor, request.params.id)),
  );

  app.post(
    '/api/identity/users',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('registerUser', 'Registers a person, who receives a mail to choose a password'),
        body: schemas.newUser,
        response: { 201: schemas.user, ...refusals },
      },
    },
    async (request, reply) => {
      const { partnerId = null, cafCodes = [], ...person } = request.body;
      const user = await acts.registerUser({ ...person, partnerId, cafCodes }, guard.actOf(request));
      return reply.code(201).send(shown(user));
    },
  );

  app.put(
    '/api/identity/users/:id/habilitations/:equipmentId',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('grantHabilitation', 'Grants or replaces the roles of a partner user on one equipment'),
        params: schemas.habilitationTarget,
        body: schemas.habilitation,
      },
    },
    async (request) => {
      const target = { ...request.params, expectedRevision: expectedRevision(request) };
      return shown(await acts.grantHabilitation({ ...target, ...request.body }, guard.actOf(request)));
    },
  );

  app.delete(
    '/api/identity/users/:id/habilitations/:equipmentId',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('revokeHabilitation', 'Withdraws every role of a partner user on one equipment'),
        params: schemas.habilitationTarget,
      },
    },
    async (request) => {
      const target = { ...request.params, expectedRevision: expectedRevision(request) };
      return shown(await acts.revokeHabilitation(target, guard.actOf(request)));
    },
  );

  app.post(
    '/api/identity/users/:id/suspension',
    {
      onRequest: guard.administration,
      schema: { ...operation('suspendUser', 'Ends a person’s access at once'), params: schemas.target },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return shown(await acts.suspendUser(target, guard.actOf(request)));
    },
  );

  app.delete(
    '/api/identity/users/:id/suspension',
    {
      onRequest: guard.administration,
      schema: { ...operation('reinstateUser', 'Gives a suspended person their access back'), params: schemas.target },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return shown(await acts.reinstateUser(target, guard.actOf(request)));
    },
  );
}
