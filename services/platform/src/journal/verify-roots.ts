import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Queryable } from '../db/database.ts';
import { signingKeys } from '../pure/signing-key.ts';
import { type AnchoredHead, rootOf, signedText, type SignedRoot } from './root.ts';

/** What the signed roots say of a database. */
export interface RootsVerified {
  readonly roots: number;
  /** Of the last root; null when there is none. */
  readonly at: string | null;
  readonly chains: number;
  readonly faults: readonly string[];
}

const atOnce = 1_000;
const unlike = {
  name: 'roots-unlike',
  text: `select a.chain, a.sequence, j.hash as found
         from unnest($1::text[], $2::int[], $3::text[]) as a (chain, sequence, hash)
         left join journal j on j.chain = a.chain and j.sequence = a.sequence
         where j.hash is distinct from a.hash order by a.chain`,
};
const lastKept = { name: 'roots-last', text: 'select coalesce(max(number), 0)::int as number from journal_root' };

/**
 * Compares a database with what was signed outside it: every chain must still hold the line that was its last one, with the
 * same hash. Lines of all replicas are read, in the order of their numbers; of one number the last written counts.
 */
export async function verifyRoots(
  db: Queryable,
  options: { readonly directory: string; readonly service: string; readonly publicKeys: readonly string[] },
): Promise<RootsVerified> {
  const faults: string[] = [];
  const signed = await readRoots(options, faults);
  const heads = new Map<string, AnchoredHead>();
  let previous = '';
  for (const [index, line] of signed.entries()) {
    if (line.number !== index + 1) faults.push(`root ${index + 1} is missing: ${line.number} found in its place`);
    else if (line.previous !== previous) faults.push(`root ${line.number} does not follow the one before`);
    for (const head of line.heads) heads.set(head[0], head);
    previous = line.root;
    if (faults.length > 100) break;
  }
  const last = signed.at(-1);
  if (last && rootOf(heads.values()) !== last.root) faults.push(`root ${last.number} is not the one of its heads`);
  const [kept] = await db.rows<{ number: number }>(lastKept);
  if ((kept?.number ?? 0) > (last?.number ?? 0)) {
    faults.push(`the database knows of root ${kept?.number}, the last one read is ${last?.number ?? 0}`);
  }
  const all = [...heads.values()];
  for (let start = 0; start < all.length; start += atOnce) {
    const some = all.slice(start, start + atOnce);
    const rows = await db.rows<{ chain: string; sequence: number; found: string | null }>(unlike, [
      some.map(([chain]) => chain),
      some.map(([, sequence]) => sequence),
      some.map(([, , hash]) => hash),
    ]);
    for (const { chain, sequence, found } of rows) {
      const how = found === null ? 'is gone' : 'is another one';
      faults.push(`chain ${chain}: line ${sequence}, the last one when it was signed, ${how}`);
    }
  }
  return { roots: signed.length, at: last?.at ?? null, chains: heads.size, faults };
}

async function readRoots(
  { directory, service, publicKeys }: Parameters<typeof verifyRoots>[1],
  faults: string[],
): Promise<SignedRoot[]> {
  const keys = signingKeys(publicKeys);
  const byNumber = new Map<number, SignedRoot>();
  const names = (await readdir(directory)).filter((name) => name.startsWith(`${service}.`) && name.endsWith('.jsonl'));
  for (const name of names.sort()) {
    let place = 0;
    for await (const text of createInterface({ input: createReadStream(join(directory, name)), crlfDelay: Infinity })) {
      place += 1;
      const line = parsed(text);
      if (line === undefined || line.service !== service) {
        faults.push(`${name}, line ${place}: unreadable`);
        continue;
      }
      const { signature, ...statement } = line;
      const check = keys.get(line.key);
      if (!check?.(signedText(statement), signature)) {
        faults.push(
          `${name}, line ${place}: ${check ? 'its signature does not hold' : `key ${line.key} is not known`}`,
        );
        continue;
      }
      const other = byNumber.get(line.number);
      if (other === undefined || other.at <= line.at) byNumber.set(line.number, line);
    }
  }
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}

/** A line cut by a crash is no root: the next one has its number. */
function parsed(text: string): SignedRoot | undefined {
  try {
    return JSON.parse(text) as SignedRoot;
  } catch {
    return undefined;
  }
}
