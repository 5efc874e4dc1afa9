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
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string; 'x-sites'?: Site[] }>>>>;
}

const documents = ['identity', 'equipment', 'declaration-workflow', 'controls'];
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation that a site lets through. */
export function operations(): Operation[] {
  return documents.flatMap((service) => {
    const text = readFileSync(join(root, 'services', service, 'openapi.json'), 'utf8');
    return Object.entries((JSON.parse(text) as Document).paths).flatMap(([path, described]) =>
      methods.flatMap((method) => {
        const operation = described[method];
        if (operation?.['x-sites'] === undefined) return [];
        return [
          {
            id: operation.operationId ?? `${method} ${path}`,
            method: method.toUpperCase() as Operation['method'],
            path,
            sites: operation['x-sites'],
          },
        ];
      }),
    );
  });
}
