/** A value JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON looks for each of the names it is given in each object: of a value with more, it is asked member by member. */
const namesAtOnce = 200;
/** The one name that every object answers to with a value. */
const inherited = '__proto__';

/**
 * JSON text with keys in code-point order and no spaces: the same data always gives the same bytes to hash.
 * Undefined members are left out, as in JSON.
 */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined) return 'null';
  const names = new Set<string>();
  gatherNames(value, names);
  // Names that are listed are written in the order of the list: every line of every journal goes through here.
  if (names.size <= namesAtOnce && !names.has(inherited)) return JSON.stringify(value, [...names].sort());
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join()}]`;
  const record = value as { readonly [key: string]: Json | undefined };
  const keys = Object.keys(record).filter((key) => record[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`)
    .join()}}`;
}

function gatherNames(value: Json | undefined, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) gatherNames(item, names);
    return;
  }
  const record = value as { readonly [key: string]: Json | undefined };
  for (const key of Object.keys(record)) {
    names.add(key);
    gatherNames(record[key], names);
  }
}
