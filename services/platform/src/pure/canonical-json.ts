/** A value JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON text with keys in code-point order and no spaces: the same data always gives the same bytes to hash.
 * Undefined members are left out, as in JSON.
 */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined) return 'null';
  // Loops, one text that grows, and no text asked of JSON that is its own: every line of every journal goes through here.
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  const record = value as { readonly [key: string]: Json | undefined };
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${keyText(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

const plain = /^[\w.-]+$/;

function keyText(key: string): string {
  return plain.test(key) ? `"${key}"` : JSON.stringify(key);
}
