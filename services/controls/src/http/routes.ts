import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { accepted } from '@portail/platform/pure/refusal.ts';
import type { FastifyRequest } from 'fastify';
import { type Actor, mayPublishScales, mayReadReferenceData, visibleCafCodes } from '../domain/actor.ts';
import type { PublishedScale, ScaleCommand } from '../domain/scale-publication.ts';
import type { listRules, RuleView } from '../queries/list-rules.ts';
import type { ScaleView } from '../queries/list-scales.ts';
import { toScaleView } from './scale-view.ts';
import { ExerciseParams, RulesAnswer, RulesQuery, ScaleAnswer, ScaleBody, ScalesAnswer } from './schemas.ts';

/** What the routes call. */
export interface RoutePorts {
  readonly findActor: (subject: string) => Promise<Actor | null>;
  readonly listScales: () => Promise<ScaleView[]>;
  readonly listRules: (filter: Parameters<typeof listRules>[1]) => Promise<RuleView[]>;
  readonly publishScale: (command: ScaleCommand, actor: string) => Promise<PublishedScale>;
}

const shared = { tags: ['Contrôles et barèmes'], 'x-sites': ['admin'] as const };

/** Reference data of controls, on the admin site only. */
export function registerRoutes(app: HttpApp, ports: RoutePorts): void {
  const readerOf = async ({ identity }: FastifyRequest) =>
    accepted(mayReadReferenceData(await ports.findActor(identity.subject), identity.realmRoles));
  const publisherOf = async ({ identity }: FastifyRequest) =>
    accepted(mayPublishScales(await ports.findActor(identity.subject), identity.realmRoles));

  app.get(
    '/api/controls/scales',
    {
      schema: {
        ...shared,
        operationId: 'listScales',
        summary: 'Barèmes et paramètres de la Psu en vigueur, par exercice',
        response: { 200: ScalesAnswer, ...refusals },
      },
    },
    async (request) => {
      await readerOf(request);
      return { scales: await ports.listScales() };
    },
  );

  app.put(
    '/api/controls/scales/:exercise',
    {
      // Who may publish comes before what is sent: nobody else learns what the body should be.
      onRequest: async (request) => {
        await publisherOf(request);
      },
      schema: {
        ...shared,
        operationId: 'publishScale',
        summary: 'Publier le barème d’un exercice (If-Match : révision connue, "0" s’il n’y en a pas)',
        params: ExerciseParams,
        body: ScaleBody,
        response: { 200: ScaleAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await publisherOf(request);
      const { exercise } = request.params;
      const command = { ...request.body, exercise, expectedRevision: expectedRevision(request) };
      return toScaleView(await ports.publishScale(command, actor.id));
    },
  );

  app.get(
    '/api/controls/rules',
    {
      schema: {
        ...shared,
        operationId: 'listRules',
        summary: 'Règles de contrôle, avec leurs seuils datés',
        querystring: RulesQuery,
        response: { 200: RulesAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await readerOf(request);
      const { exercise, type } = request.query;
      const filter = { cafCodes: visibleCafCodes(actor), exercise: exercise ?? null, type: type ?? null };
      return { rules: await ports.listRules(filter) };
    },
  );
}
