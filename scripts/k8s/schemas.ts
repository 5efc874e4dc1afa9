import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Compile } from 'typebox/schema';
import { root } from '../stack/paths.ts';
import type { Manifest } from './manifests.ts';

/** Version of Kubernetes whose schemas are kept. */
export const kubernetesVersion = '1.36.3';
export const schemasFile = join(root, 'k8s', 'schemas.json');

type Schema = Readonly<Record<string, unknown>>;

/** What is kept of the OpenAPI document of Kubernetes: schemas of our kinds, closed, without their prose. */
export interface KeptSchemas {
  readonly version: string;
  /** `apps/v1/Deployment` → name of its schema. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly $defs: Readonly<Record<string, Schema>>;
}

interface OpenApi {
  readonly definitions: Readonly<Record<string, Schema>>;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Keeps of the document the schemas of these kinds and what they refer to. A field that a schema does not name is a fault. */
export function keepSchemas(document: OpenApi, wanted: readonly string[]): KeptSchemas {
  const kinds: Record<string, string> = {};
  for (const [name, schema] of Object.entries(document.definitions)) {
    const said = (schema['x-kubernetes-group-version-kind'] ?? []) as readonly GroupVersionKind[];
    for (const { group, version, kind } of said) {
      const key = `${group === '' ? '' : `${group}/`}${version}/${kind}`;
      if (wanted.includes(key)) kinds[key] = name;
    }
  }
  const $defs: Record<string, Schema> = {};
  const keep = (name: string): void => {
    if ($defs[name] !== undefined) return;
    const schema = document.definitions[name] ?? {};
    $defs[name] = closed(name, schema);
    for (const [, target = ''] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)) keep(target);
  };
  Object.values(kinds).forEach(keep);
  return { version: kubernetesVersion, kinds, $defs };
}

/** Texts that are also read from numbers; the document says only that they are texts. */
const textOrNumber = /\.(IntOrString|Quantity)$/;

function closed(name: string, schema: Schema): Schema {
  if (textOrNumber.test(name)) return { type: ['string', 'number'] };
  const bare = JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key.startsWith('x-kubernetes') || (['format', 'description'].includes(key) && typeof value === 'string')
        ? undefined
        : value,
    ).replaceAll('#/definitions/', '#/$defs/'),
  ) as Schema;
  return bare['properties'] === undefined ? bare : { ...bare, additionalProperties: false };
}

/** The schemas of the repository. */
export function readSchemas(): KeptSchemas {
  return JSON.parse(readFileSync(schemasFile, 'utf8')) as KeptSchemas;
}

/** Judges manifests; an object whose kind is not ours to know answers `undefined`. */
export function validator({ kinds, $defs }: KeptSchemas): (manifest: Manifest) => string[] | undefined {
  const compiled = new Map<string, ReturnType<typeof Compile>>();
  return (manifest) => {
    const key = `${manifest.apiVersion}/${manifest.kind}`;
    const name = kinds[key];
    if (name === undefined) return undefined;
    const schema = compiled.get(key) ?? Compile({ $defs, $ref: `#/$defs/${name}` });
    compiled.set(key, schema);
    const [valid, errors] = schema.Errors(manifest);
    if (valid) return [];
    return errors
      .filter(({ keyword }) => keyword !== 'boolean')
      .map(({ instancePath, message, params }) => {
        const extra = (params as { additionalProperties?: string[] }).additionalProperties;
        return `${instancePath === '' ? '/' : instancePath} ${message}${extra === undefined ? '' : `: ${extra.join(', ')}`}`;
      });
  };
}
