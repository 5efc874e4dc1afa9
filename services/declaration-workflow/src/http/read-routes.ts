import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { transitions } from '../domain/transitions.ts';
import { readDeclaration } from '../queries/read-declaration.ts';
import { readHome } from '../queries/home.ts';
import { readQueue } from '../queries/queue.ts';
import { readReview } from '../queries/review.ts';
import { readVersion } from '../queries/read-version.ts';
import { searchDeclarations } from '../queries/search-declarations.ts';
import { searchEquipments } from '../queries/search-equipments.ts';
import { askingOf } from './asking.ts';
import {
  closed,
  DeclarationListSchema,
  DeclarationTypeSchema,
  DeclarationViewSchema,
  EquipmentListSchema,
  HomeSchema,
  IdParams,
  oneOf,
  QueueSchema,
  ReviewSchema,
  StatusSchema,
  VersionParams,
  VersionViewSchema,
} from './view-schemas.ts';

const page = Type.Integer({ minimum: 1, maximum: 10_000, default: 1 });

const words = Type.String({ maxLength: 100 });

/** What declarations are searched by; an absent criterion does not filter. */
export const searchCriteria = {
  equipmentId: Type.Optional(Type.String({ pattern: '^[0-9a-f-]{36}$' })),
  exercise: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
  status: Type.Optional(StatusSchema),
  type: Type.Optional(DeclarationTypeSchema),
  search: Type.Optional(words),
};

/** What the queue is filtered by. */
export const queueCriteria = {
  search: Type.Optional(words),
  type: Type.Optional(DeclarationTypeSchema),
  exercise: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
  assignee: Type.Optional(oneOf('ME', 'NOBODY')),
  clean: Type.Optional(Type.Boolean()),
  correction: Type.Optional(Type.Boolean()),
};

const TransitionsSchema = Type.Array(
  closed({
    number: Type.String(),
    act: Type.String(),
    section: Type.Union([Type.String(), Type.Null()]),
    from: Type.Array(Type.String()),
    to: Type.Union([Type.String(), Type.Null()]),
    who: Type.String(),
    guards: Type.Array(Type.String()),
    effect: Type.String(),
  }),
);

const tags = ['declarations'];

/** Reads: each checks the person’s scope in its own SQL; what is out of scope does not exist. */
export function registerReads(app: HttpApp, database: Database, now: () => Date): void {
  app.get(
    '/api/workflow/home',
    {
      schema: {
        operationId: 'readHome',
        summary: 'What is expected of the signed-in partner user',
        tags,
        'x-sites': ['portal'],
        response: { 200: HomeSchema, ...refusals },
      },
    },
    (request) => readHome(database, askingOf(request, now())),
  );

  app.get(
    '/api/workflow/declarations',
    {
      schema: {
        operationId: 'searchDeclarations',
        summary: 'Declarations in scope that meet every criterion',
        tags,
        'x-sites': ['portal', 'admin'],
        querystring: closed({
          ...searchCriteria,
          page: Type.Optional(page),
          rows: Type.Optional(Type.Union([Type.Literal(25), Type.Literal(50)])),
        }),
        response: { 200: DeclarationListSchema, ...refusals },
      },
    },
    (request) => searchDeclarations(database, askingOf(request, now()), request.query),
  );

  app.get(
    '/api/workflow/equipments',
    {
      schema: {
        operationId: 'searchEquipments',
        summary: 'Equipments of the signed-in partner user, with the declarations that wait for them',
        tags,
        'x-sites': ['portal'],
        querystring: closed({
          name: Type.Optional(words),
          commune: Type.Optional(words),
          page: Type.Optional(page),
        }),
        response: { 200: EquipmentListSchema, ...refusals },
      },
    },
    (request) => searchEquipments(database, askingOf(request, now()), request.query),
  );

  app.get(
    '/api/workflow/declarations/:id',
    {
      schema: {
        operationId: 'readDeclaration',
        summary: 'A declaration as the person may see it',
        tags,
        'x-sites': ['portal', 'admin'],
        params: IdParams,
        response: { 200: DeclarationViewSchema, ...refusals },
      },
    },
    (request) => readDeclaration(database, request.params.id, askingOf(request, now())),
  );

  app.get(
    '/api/workflow/declarations/:id/versions/:number',
    {
      schema: {
        operationId: 'readVersion',
        summary: 'A version as the person may see it: as it was transmitted, or as it stands when it is under way',
        tags,
        'x-sites': ['portal', 'admin'],
        params: VersionParams,
        response: { 200: VersionViewSchema, ...refusals },
      },
    },
    (request) => readVersion(database, request.params, askingOf(request, now())),
  );

  app.get(
    '/api/workflow/declarations/:id/review',
    {
      schema: {
        operationId: 'reviewDeclaration',
        summary: 'A declaration beside the réelle it is compared with, for the Caf',
        tags,
        'x-sites': ['admin'],
        params: IdParams,
        response: { 200: ReviewSchema, ...refusals },
      },
    },
    (request) => readReview(database, request.params.id, askingOf(request, now())),
  );

  app.get(
    '/api/workflow/queue',
    {
      schema: {
        operationId: 'readQueue',
        summary: 'Transmitted declarations of the agent’s Caf, with the counters of the whole queue',
        tags,
        'x-sites': ['admin'],
        querystring: closed({
          ...queueCriteria,
          sort: Type.Optional(oneOf('AGE', 'ENTITLEMENT', 'GAPS')),
          page: Type.Optional(page),
        }),
        response: { 200: QueueSchema, ...refusals },
      },
    },
    (request) => {
      const at = now();
      return readQueue(database, askingOf(request, at), at, request.query);
    },
  );

  app.get(
    '/api/workflow/transitions',
    {
      schema: {
        operationId: 'listTransitions',
        summary: 'The table of the workflow: act, states, who, conditions, effect',
        tags,
        'x-sites': ['portal', 'admin'],
        response: { 200: TransitionsSchema, ...refusals },
      },
    },
    () =>
      transitions.map(({ number, act, section, from, to, who, guards, effect }) => ({
        number,
        act,
        section,
        from: [...from],
        to,
        who,
        guards: [...guards],
        effect,
      })),
  );
}
