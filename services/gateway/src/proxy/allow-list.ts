import type { SiteName } from '../site.ts';

/** A service behind the gateway: the prefix of its API, and the folder of its OpenAPI document. */
export interface Service {
  readonly prefix: 'identity' | 'equipment' | 'workflow' | 'controls' | 'documents' | 'statistics' | 'notifications';
  readonly folder: string;
  /** Its name for people, in the list of API documents. */
  readonly title: string;
}

/** Every service, in the order in which people read them. */
export const services: readonly Service[] = [
  { prefix: 'identity', folder: 'identity', title: 'Comptes et habilitations' },
  { prefix: 'equipment', folder: 'equipment', title: 'Gestionnaires et équipements' },
  { prefix: 'workflow', folder: 'declaration-workflow', title: 'Déclarations' },
  { prefix: 'controls', folder: 'controls', title: 'Contrôles et barèmes' },
  { prefix: 'documents', folder: 'documents', title: 'Documents' },
  { prefix: 'statistics', folder: 'statistics', title: 'Statistiques' },
  { prefix: 'notifications', folder: 'notifications', title: 'Messages' },
];

/** The part of an OpenAPI document that concerns the gateway. */
export interface ApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [other: string]: unknown;
}

/** An operation that a site lets through. */
export interface AllowedOperation {
  readonly method: Method;
  /** Path as in the document: `/api/workflow/declarations/{id}`. */
  readonly path: string;
  /** `x-body-limit` of the document: bytes of the largest body, when it is not the usual one. */
  readonly bodyLimit?: number;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/**
 * The operations of a document that carry this site in `x-sites`. What carries no site is internal and stays unreachable.
 * @throws Error when a document claims a path outside its own prefix: it could capture another service’s requests
 */
export function allowedOperations(service: Service, document: ApiDocument, site: SiteName): AllowedOperation[] {
  const allowed: AllowedOperation[] = [];
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      if (!isOn(site, operations[method.toLowerCase()])) continue;
      if (!path.startsWith(`/api/${service.prefix}/`)) {
        throw new Error(`${service.folder}/openapi.json: ${path} is not under /api/${service.prefix}/`);
      }
      const limit = (operations[method.toLowerCase()] as { readonly 'x-body-limit'?: unknown })['x-body-limit'];
      allowed.push({ method, path, ...(typeof limit === 'number' ? { bodyLimit: limit } : {}) });
    }
  }
  return allowed;
}

/** The document as a site may show it: only the operations that it lets through. */
export function documentOf(document: ApiDocument, site: SiteName): ApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    const kept = Object.entries(operations).filter(([, operation]) => isOn(site, operation));
    if (kept.length > 0) paths[path] = Object.fromEntries(kept);
  }
  return { ...document, paths };
}

function isOn(site: SiteName, operation: unknown): boolean {
  const listed = (operation as { readonly 'x-sites'?: unknown } | undefined)?.['x-sites'];
  return Array.isArray(listed) && listed.includes(site);
}

/** The same path in the router’s own notation: `/api/workflow/declarations/:id`. */
export function routePath(path: string): string {
  return path.replaceAll(/\{([^}]+)\}/g, ':$1');
}

/** Writes parameters into a path of a document. Undefined when one of them is not a plain identifier. */
export function filledPath(path: string, parameters: Readonly<Record<string, string>>): string | undefined {
  let plain = true;
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const value = parameters[name] ?? '';
    // Identifiers of ours hold nothing else; dots, slashes and escapes could climb out of the path that was allowed.
    if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(value)) plain = false;
    return value;
  });
  return plain ? filled : undefined;
}
