import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type Site } from './environment.ts';

/** An operation of a service, from its committed OpenAPI document. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path as in the document: `/api/workflow/declarations/{id}`. */
  readonly path: string;
  readonly sites: readonly Site[];
  /** Schema of the JSON body, when the operation takes one. */
  readonly body?: Schema;
  readonly query: readonly string[];
  /** False for server-sent events. */
  readonly json: boolean;
}

/** What is read of a JSON schema. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
}

interface Described {
  readonly operationId?: string;
  readonly 'x-sites'?: readonly Site[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

const documents = [
  'identity',
  'equipment',
  'declaration-workflow',
  'controls',
  'documents',
  'statistics',
  'notifications',
];
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation that a site lets through. */
export function operations(): Operation[] {
  return documents.flatMap((service) => {
    const text = readFileSync(join(root, 'services', service, 'openapi.json'), 'utf8');
    return Object.entries((JSON.parse(text) as Document).paths).flatMap(([path, described]) =>
      methods.flatMap((method) => {
        const operation = described[method];
        if (operation?.['x-sites'] === undefined) return [];
        const body = operation.requestBody?.content['application/json']?.schema;
        return [
          {
            id: operation.operationId ?? `${method} ${path}`,
            method: method.toUpperCase() as Operation['method'],
            path,
            sites: operation['x-sites'],
            ...(body === undefined ? {} : { body }),
            query: (operation.parameters ?? []).flatMap((each) => (each.in === 'query' ? [each.name] : [])),
            json: operation.responses?.['200']?.content?.['text/event-stream'] === undefined,
          },
        ];
      }),
    );
  });
}

/** Every schema of the documents with where it stands, internal operations included. */
export function schemas(): readonly { readonly where: string; readonly schema: Schema }[] {
  return documents.flatMap((service) => {
    const text = readFileSync(join(root, 'services', service, 'openapi.json'), 'utf8');
    return Object.entries((JSON.parse(text) as Document).paths).flatMap(([path, described]) =>
      Object.entries(described).flatMap(([method, { requestBody, responses = {}, parameters = [] }]) => {
        const name = `${method.toUpperCase()} ${path}`;
        const contents = [
          ...Object.values(requestBody?.content ?? {}).map(({ schema }) => ({ where: `${name} body`, schema })),
          ...parameters.map(({ name: parameter, schema }) => ({ where: `${name} ${parameter}`, schema })),
          ...Object.entries(responses).flatMap(([status, { content = {} }]) =>
            Object.values(content).map(({ schema }) => ({ where: `${name} ${status}`, schema })),
          ),
        ];
        return contents.flatMap(({ where, schema }) => (schema === undefined ? [] : inner(where, schema)));
      }),
    );
  });
}

function inner(where: string, schema: Schema): { where: string; schema: Schema }[] {
  const { properties = {}, items, anyOf = [], additionalProperties } = schema;
  return [
    { where, schema },
    ...Object.entries(properties).flatMap(([name, each]) => inner(`${where}/${name}`, each)),
    ...(items === undefined ? [] : inner(`${where}[]`, items)),
    ...anyOf.flatMap((each) => inner(where, each)),
    ...(typeof additionalProperties === 'object' ? inner(`${where}/*`, additionalProperties) : []),
  ];
}
