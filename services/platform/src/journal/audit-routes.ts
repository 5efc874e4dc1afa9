import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Queryable } from '../db/database.ts';
import { exported, ExportFormatSchema, sendSheet } from '../exports/send.ts';
import { parisMinute } from '../exports/sheet.ts';
import type { HttpApp } from '../http/app.ts';
import { refusals } from '../http/problem.ts';
import { type AuditScope, type AuditSource, auditSheet, readAudit, verifyAudited } from './audit.ts';

const closed = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const Text = Type.String();
const nullable = Type.Union([Type.String(), Type.Null()]);
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', format: 'date' });
const chain = Type.String({ minLength: 1, maxLength: 80 });
const criteria = {
  chain: Type.Optional(chain),
  object: Type.Optional(Type.String({ maxLength: 100 })),
  person: Type.Optional(Type.String({ maxLength: 100 })),
  act: Type.Optional(Type.String({ maxLength: 60 })),
  from: Type.Optional(day),
  to: Type.Optional(day),
};
const PageSchema = closed({
  items: Type.Array(
    closed({
      chain: Text,
      sequence: Type.Integer(),
      at: Text,
      by: nullable,
      kind: Text,
      objectId: Text,
      object: Text,
      detail: Text,
      act: Text,
      changes: Type.Array(closed({ label: Text, before: nullable, after: nullable })),
      note: nullable,
      closed: Type.Boolean(),
    }),
  ),
  total: Type.Integer(),
  more: Type.Boolean(),
  acts: Type.Array(closed({ value: Text, label: Text })),
});
const VerificationSchema = closed({
  object: Text,
  lines: Type.Integer(),
  intact: Type.Boolean(),
  lastHash: Text,
  sentence: Text,
});

/** What the audit routes of a service need. */
export interface AuditRoutes {
  /** Part of the addresses: `/api/<prefix>/audit`. */
  readonly prefix: string;
  /** Begins the ids of the operations: `listWorkflowAudit`. */
  readonly name: string;
  readonly database: Queryable;
  readonly source: AuditSource;
  /** Whose journal, once it is known that the person may read one. @throws RefusalError otherwise */
  readonly scopeOf: (request: FastifyRequest) => Promise<AuditScope>;
  readonly now: () => Date;
}

/** The same three routes in each service: the journal of what is theirs, its export, the verification of one chain. */
export function registerAudit(app: HttpApp, { prefix, name, database, source, scopeOf, now }: AuditRoutes): void {
  const scopes = new WeakMap<FastifyRequest, AuditScope>();
  // Who may read comes before what is asked.
  const onRequest = async (request: FastifyRequest) => {
    scopes.set(request, await scopeOf(request));
  };
  const scope = (request: FastifyRequest): AuditScope => scopes.get(request) ?? [[], []];
  const acts = Object.entries(source.acts)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label, 'fr'));
  const operation = (operationId: string, summary: string) => ({
    operationId,
    summary,
    tags: ['audit'],
    'x-sites': ['admin' as const],
  });

  app.get(
    `/api/${prefix}/audit`,
    {
      onRequest,
      schema: {
        ...operation(`list${name}Audit`, 'Who did what, newest first, with values before and after'),
        querystring: closed({ ...criteria, page: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) }),
        response: { 200: PageSchema, ...refusals },
      },
    },
    async (request) => ({ ...(await readAudit(database, source, scope(request), request.query)), acts }),
  );

  app.get(
    `/api/${prefix}/audit/export`,
    {
      onRequest,
      schema: {
        ...operation(`export${name}Audit`, 'The same lines, all of them, as a file'),
        querystring: closed({ ...criteria, format: ExportFormatSchema }),
        response: { 200: exported, ...refusals },
      },
    },
    async (request, reply) => {
      const sheet = await auditSheet(database, source, scope(request), request.query);
      const [today = ''] = parisMinute(now().toISOString()).split(' ');
      return sendSheet(reply, request.query.format, `journal-${prefix}-${today}`, sheet);
    },
  );

  app.get(
    `/api/${prefix}/audit/verification`,
    {
      onRequest,
      schema: {
        ...operation(`verify${name}Chain`, 'Whether the chain of one object holds, in words'),
        querystring: closed({ chain }),
        response: { 200: VerificationSchema, ...refusals },
      },
    },
    (request) => verifyAudited(database, source, scope(request), request.query.chain),
  );
}
