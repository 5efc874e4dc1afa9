import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { readAgents } from '../queries/agents.ts';
import { readTemplates, readTemplateVersions } from '../queries/message-templates.ts';
import { readSavedFilters } from '../queries/saved-filters.ts';
import type { InstructionActs } from '../usecases/instruction.ts';
import { closed, IdParams, nullable, oneOf } from './view-schemas.ts';

const Text = Type.String();
const Id = Type.String({ maxLength: 60 });
const PersonSchema = closed({ id: Type.String(), name: Text });
const AssigneeSchema = nullable(PersonSchema);
const FilterName = Type.String({ minLength: 1, maxLength: 60 });
const KindSchema = oneOf('REJECT', 'DECLINE_CORRECTION', 'REOPEN', 'CANCEL');
const TemplateText = { title: Type.String({ maxLength: 200 }), text: Type.String({ maxLength: 4_000 }) };
const TemplateSchema = closed({
  id: Type.String(),
  kind: KindSchema,
  title: Text,
  text: Text,
  revision: Type.Integer(),
  cafCode: nullable(Text),
});
const TemplateListSchema = closed({
  items: Type.Array(closed({ ...TemplateSchema.properties, updatedAt: Text, updatedBy: Text })),
});

const TemplateVersionsSchema = closed({
  items: Type.Array(
    closed({ revision: Type.Integer(), title: Text, text: Text, publishedAt: Text, publishedBy: Text }),
  ),
});

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['instruction'],
  'x-sites': ['admin' as const],
});

/** What agents arrange for themselves and for each other: who instructs what, kept filters, templates of messages. */
export function registerInstruction(app: HttpApp, database: Database, acts: InstructionActs, now: () => Date): void {
  app.get(
    '/api/workflow/agents',
    {
      schema: {
        ...operation('listAgents', 'Agents and administrators of the signed-in agent’s Caf'),
        response: { 200: closed({ items: Type.Array(PersonSchema) }), ...refusals },
      },
    },
    (request) => readAgents(database, request.identity.subject),
  );

  app.put(
    '/api/workflow/declarations/:id/assignment',
    {
      schema: {
        ...operation('assignDeclaration', 'Give a transmitted declaration to an agent, or to nobody'),
        params: IdParams,
        body: closed({ assignee: nullable(Id), expected: nullable(Id) }),
        response: { 200: closed({ assignee: AssigneeSchema }), ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const asked = { declarationId: request.params.id, ...request.body, subject, at: now() };
      return { assignee: await acts.assign(asked) };
    },
  );

  app.get(
    '/api/workflow/saved-filters',
    {
      schema: {
        ...operation('listSavedFilters', 'Filters of the queue that the signed-in agent keeps'),
        response: { 200: closed({ items: Type.Array(closed({ name: Text, query: Text })) }), ...refusals },
      },
    },
    (request) => readSavedFilters(database, request.identity.subject),
  );

  app.put(
    '/api/workflow/saved-filters',
    {
      schema: {
        ...operation('saveFilter', 'Keep a filter under a name; the same name replaces it'),
        body: closed({ name: FilterName, query: Type.String({ maxLength: 500 }) }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await acts.keepFilter({ ...request.body, subject: request.identity.subject, at: now() });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/workflow/saved-filters/:name',
    {
      schema: {
        ...operation('dropFilter', 'Forget a kept filter'),
        params: closed({ name: FilterName }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await acts.dropFilter({ name: request.params.name, subject: request.identity.subject, at: now() });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/workflow/message-templates',
    {
      schema: {
        ...operation(
          'listMessageTemplates',
          'Templates of messages in use: those of the agent’s Caf, then the national ones',
        ),
        response: { 200: TemplateListSchema, ...refusals },
      },
    },
    (request) => readTemplates(database, request.identity.subject),
  );

  app.post(
    '/api/workflow/message-templates',
    {
      schema: {
        ...operation('writeMessageTemplate', 'Publish a new template, of a Caf or national'),
        body: closed({
          kind: KindSchema,
          cafCode: nullable(Type.String({ pattern: '^[0-9A-Z]{3}$' })),
          ...TemplateText,
        }),
        response: { 201: TemplateSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const written = await acts.writeTemplate({ ...request.body, subject: request.identity.subject, at: now() });
      return reply.code(201).send(shown(written));
    },
  );

  app.get(
    '/api/workflow/message-templates/:id/versions',
    {
      schema: {
        ...operation('listTemplateVersions', 'Every wording of a template, latest first'),
        params: IdParams,
        response: { 200: TemplateVersionsSchema, ...refusals },
      },
    },
    (request) => readTemplateVersions(database, request.params.id, request.identity.subject),
  );

  app.put(
    '/api/workflow/message-templates/:id',
    {
      schema: {
        ...operation('changeMessageTemplate', 'Publish another title or text for a template'),
        params: IdParams,
        body: closed(TemplateText),
        response: { 200: TemplateSchema, ...refusals },
      },
    },
    async (request) => {
      const target = { id: request.params.id, revision: expectedRevision(request) };
      return shown(
        await acts.changeTemplate({ ...target, ...request.body, subject: request.identity.subject, at: now() }),
      );
    },
  );

  app.delete(
    '/api/workflow/message-templates/:id',
    {
      schema: {
        ...operation('retireMessageTemplate', 'Take a template out of use'),
        params: IdParams,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, revision: expectedRevision(request) };
      await acts.retireTemplate({ ...target, subject: request.identity.subject, at: now() });
      return reply.code(204).send(null);
    },
  );
}

/** What the API says of a template. */
function shown<T extends { readonly retired: boolean }>({ retired: _retired, ...template }: T) {
  return template;
}
