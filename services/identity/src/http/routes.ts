import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { IdentityActs } from '../assemble.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { listUsers } from '../queries/list-users.ts';
import { readMe } from '../queries/me.ts';
import { listPartners, readPartner } from '../queries/partners.ts';
import { readImport } from '../queries/read-import.ts';
import { readUser } from '../queries/read-user.ts';
import { userHistory } from '../queries/user-history.ts';
import type { Guard } from './guard.ts';
import { fileBodyLimit, schemas } from './schemas.ts';

const both = ['portal', 'admin'] as const;
const admin = ['admin'] as const;

/** Routes of the identity service, under /api/identity. */
export function registerRoutes(app: HttpApp, guard: Guard, database: Database, acts: IdentityActs): void {
  const operation = (operationId: string, summary: string) => ({
    tags: ['people'],
    operationId,
    summary,
    'x-sites': admin,
    response: { 200: schemas.user, ...refusals },
  });

  /** A person as they are after an act. */
  const after = async (request: FastifyRequest, done: Promise<{ readonly id: string }>) =>
    readUser(database, guard.actOf(request).actor, (await done).id);

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

  // The gateway says it with the person’s own token; on no site.
  app.post(
    '/api/identity/sign-ins',
    {
      onRequest: guard.anyone,
      schema: {
        tags: ['me'],
        operationId: 'noteSignIn',
        summary: 'The signed-in person has just come in',
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await acts.noteSignIn({}, guard.actOf(request));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/identity/users',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('listUsers', 'People the agent or administrator manages, by name'),
        querystring: schemas.userSearch,
        response: { 200: schemas.users, ...refusals },
      },
    },
    async (request) => {
      const { actor, at } = guard.actOf(request);
      return listUsers(database, actor, request.query, parisDay(at));
    },
  );

  app.get(
    '/api/identity/users/:id',
    { onRequest: guard.administration, schema: { ...operation('readUser', 'One person'), params: schemas.target } },
    async (request) => readUser(database, guard.actOf(request).actor, request.params.id),
  );

  app.get(
    '/api/identity/users/:id/history',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('readUserHistory', 'Who did what to one person, newest first'),
        params: schemas.target,
        querystring: schemas.page,
        response: { 200: schemas.history, ...refusals },
      },
    },
    async (request) => userHistory(database, guard.actOf(request).actor, { ...request.query, id: request.params.id }),
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
      const done = acts.registerUser({ ...person, partnerId, cafCodes }, guard.actOf(request));
      return reply.code(201).send(await after(request, done));
    },
  );

  app.put(
    '/api/identity/users/:id/habilitations/:equipmentId',
    {
      onRequest: guard.administration,
      schema: {
        ...operation(
          'grantHabilitation',
          'From a day on, these roles of a partner user on one equipment and no others; none withdraws them',
        ),
        params: schemas.habilitationTarget,
        body: schemas.habilitation,
      },
    },
    async (request) => {
      const target = { ...request.params, expectedRevision: expectedRevision(request) };
      return after(request, acts.grantHabilitation({ ...target, ...request.body }, guard.actOf(request)));
    },
  );

  app.delete(
    '/api/identity/users/:id/habilitations/:equipmentId',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('revokeHabilitation', 'Withdraws every role of a partner user on one equipment, at once'),
        params: schemas.habilitationTarget,
      },
    },
    async (request) => {
      const target = { ...request.params, expectedRevision: expectedRevision(request) };
      return after(request, acts.revokeHabilitation(target, guard.actOf(request)));
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
      return after(request, acts.suspendUser(target, guard.actOf(request)));
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
      return after(request, acts.reinstateUser(target, guard.actOf(request)));
    },
  );

  app.post(
    '/api/identity/users/:id/password-change',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('forcePasswordChange', 'Ends a person’s sessions; a new password is asked at the next sign-in'),
        params: schemas.target,
      },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return after(request, acts.forcePasswordChange(target, guard.actOf(request)));
    },
  );

  app.get(
    '/api/identity/partners',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('listPartners', 'Gestionnaires of the agent’s Caf, by name'),
        tags: ['partners'],
        querystring: schemas.search,
        response: { 200: schemas.partners, ...refusals },
      },
    },
    async (request) => listPartners(database, guard.actOf(request).actor, request.query),
  );

  app.get(
    '/api/identity/partners/:id',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('readPartner', 'One gestionnaire: its equipments, its people and their roles'),
        tags: ['partners'],
        params: schemas.target,
        response: { 200: schemas.partner, ...refusals },
      },
    },
    async (request) => {
      const { actor, at } = guard.actOf(request);
      return readPartner(database, actor, request.params.id, parisDay(at));
    },
  );

  for (const { path, operationId, summary, apply } of [
    {
      path: '/api/identity/partners/:id/habilitations/preview',
      operationId: 'previewHabilitations',
      summary: 'What granting several habilitations of one gestionnaire would change, line by line',
      apply: false,
    },
    {
      path: '/api/identity/partners/:id/habilitations',
      operationId: 'grantHabilitations',
      summary: 'Grants several habilitations of one gestionnaire, each line alone; a repeat changes nothing',
      apply: true,
    },
  ] as const) {
    app.post(
      path,
      {
        onRequest: guard.administration,
        schema: {
          ...operation(operationId, summary),
          tags: ['partners'],
          params: schemas.target,
          body: schemas.several,
          response: { 200: schemas.severalOutcomes, ...refusals },
        },
      },
      async (request) => {
        const people = request.body.people.map((person) => ({ id: person.id, expectedRevision: person.revision }));
        const asked = { ...request.body, people, partnerId: request.params.id, apply };
        const lines = await acts.grantSeveral(asked, guard.actOf(request));
        return { lines: lines.map((line) => ({ ...line, roles: [...line.roles] })) };
      },
    );
  }

  app.post(
    '/api/identity/habilitation-imports',
    {
      onRequest: guard.administration,
      bodyLimit: fileBodyLimit,
      schema: {
        ...operation('previewImport', 'Reads a list of habilitations and says what each line will do; changes nothing'),
        tags: ['imports'],
        'x-body-limit': fileBodyLimit,
        body: schemas.newImport,
        response: { 201: schemas.import, ...refusals },
      },
    },
    async (request, reply) => {
      const { fileName, content } = request.body;
      const act = guard.actOf(request);
      const id = await acts.showList({ fileName, content: Buffer.from(content, 'base64') }, act);
      return reply.code(201).send(await readImport(database, act.actor, { id }));
    },
  );

  app.get(
    '/api/identity/habilitation-imports/:id',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('readImport', 'A list of habilitations: what each line will do, or has done'),
        tags: ['imports'],
        params: schemas.target,
        querystring: schemas.importSearch,
        response: { 200: schemas.import, ...refusals },
      },
    },
    async (request) => readImport(database, guard.actOf(request).actor, { ...request.query, id: request.params.id }),
  );

  app.post(
    '/api/identity/habilitation-imports/:id/application',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('applyImport', 'Applies a list as it was shown; asked twice, it is applied once'),
        tags: ['imports'],
        params: schemas.target,
        response: { 200: schemas.import, ...refusals },
      },
    },
    async (request) => {
      const act = guard.actOf(request);
      await acts.startImport({ id: request.params.id }, act);
      return readImport(database, act.actor, { id: request.params.id });
    },
  );
}
