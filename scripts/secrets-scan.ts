import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secretsIn } from './checks/secrets.ts';

// `node scripts/secrets-scan.ts`: fails on a committed file, or one about to be, that holds what looks like a secret.

const root = fileURLToPath(new URL('..', import.meta.url));
const largest = 1024 * 1024;
/** Hashes and generated code: long, random, and no secret. */
const leftOut = /^package-lock\.json$|^proto\/gen\/|^frontend\/libs\/api\/src\/generated\/|\.(png|ico|woff2|binpb)$/;

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
const files = listed.toString().split('\0');
let found = 0;
for (const file of files.filter((name) => name !== '' && !leftOut.test(name))) {
  const stats = statSync(join(root, file), { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile() || stats.size > largest) continue;
  for (const { line, what } of secretsIn(readFileSync(join(root, file), 'utf8'))) {
    found += 1;
    console.error(`${file}:${line}: ${what}`);
  }
}
if (found > 0) {
  console.error(
    'A secret that was committed is known: give another one to the system first, then take it out of the file.',
  );
  process.exit(1);
}
