import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Secrets of one running system: made at the first use, kept in a file only its owner may read. */
export interface Secrets {
  /** The secret of this name, 256 random bits in base64url without padding. */
  readonly of: (name: string) => string;
}

/** Opens or begins the file of secrets. */
export function secretsIn(file: string): Secrets {
  mkdirSync(dirname(file), { recursive: true });
  const known = read(file);
  return {
    of: (name) => {
      const existing = known[name];
      if (existing !== undefined) return existing;
      const made = randomBytes(32).toString('base64url');
      known[name] = made;
      writeFileSync(file, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
      return made;
    },
  };
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(
      `${file} is not readable: ${(error as Error).message} Delete it with the data beside it (npm start -- --reset).`,
    );
  }
}
