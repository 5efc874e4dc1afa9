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

/** What an operator defines (CRD), as it hands it to the cluster. */
export interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** The same for what an operator defines; what it leaves open stays open. */
export function keepDefinitions(kept: KeptSchemas, definitions: readonly Definition[]): KeptSchemas {
  const kinds = { ...kept.kinds };
  const $defs = { ...kept.$defs };
  for (const { spec } of definitions) {
    for (const { name, schema } of spec.versions.filter(({ served }) => served)) {
      const key = `${spec.group}/${name}/${spec.names.kind}`;
      kinds[key] = key.replaceAll('/', '.');
      $defs[key.replaceAll('/', '.')] = closedThroughout(schema.openAPIV3Schema);
    }
  }
  return { ...kept, kinds, $defs };
}

function closedThroughout(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] === true) return { type: ['string', 'number'] };
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const { properties, items, additionalProperties } = schema as Readonly<Record<string, Schema | undefined>>;
  const prose = ['description', 'format', 'default', 'properties', 'items', 'additionalProperties'];
  const bare = Object.entries(schema).filter(([key]) => !key.startsWith('x-') && !prose.includes(key));
  const fields = Object.entries(properties ?? {}) as [string, Schema][];
  return {
    ...Object.fromEntries(bare),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(fields.map(([name, field]) => [name, closedThroughout(field)])) }),
    ...(properties === undefined || open ? {} : { additionalProperties: false }),
    ...(typeof items === 'object' ? { items: closedThroughout(items) } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: closedThroughout(additionalProperties) }
      : {}),
  };
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
