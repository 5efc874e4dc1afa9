/**
 * Builds the image of each service, or of those named: compiles, prepares `dist/images/<service>`, writes its list of
 * components there and hands it to Docker. `--base IMAGE` replaces the base (see local-base-image), `--tag TAG` the tag.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile, prepare } from './images/prepare.ts';
import { buildFrontEnds } from './stack/front-ends.ts';
import { root } from './stack/paths.ts';
import { progressTo } from './stack/progress.ts';
import { storeServices } from './stack/service-list.ts';
import { output } from './stack/tools.ts';

const buildLimitMs = 600_000;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { base: { type: 'string' }, tag: { type: 'string', default: 'dev' }, 'prepare-only': { type: 'boolean' } },
});
const known = [...storeServices.map(({ name }) => name), 'gateway'];
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no image is made of ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(1);
}
const wanted = positionals.length > 0 ? positionals : known;
const progress = progressTo(console.log);

/** Debian packages of the images that need more than Node; a local base brings them itself. */
function packagesOf(service: string): string {
  return service === 'documents' && values.base === undefined ? 'chromium fonts-liberation' : '';
}

await progress.step('sources compiled', compile);
if (wanted.includes('gateway')) await buildFrontEnds(progress);
const revision = (
  await output('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, limitMs: 10_000, what: 'git' })
).trim();
for (const service of wanted) {
  const folder = prepare(service);
  if (values['prepare-only'] === true) continue;
  const image = `portail-${service}:${values.tag}`;
  const base = values.base === undefined ? [] : ['--build-arg', `BASE=${values.base}`];
  const named = { SERVICE: service, REVISION: revision, PACKAGES: packagesOf(service) };
  const given = Object.entries(named).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  await progress.step(`image ${image} built`, () =>
    output(
      'docker',
      ['build', '-q', '-t', image, '-f', join(root, 'deploy', 'Dockerfile'), ...base, ...given, folder],
      {
        cwd: root,
        limitMs: buildLimitMs,
        what: `docker build of ${image}`,
      },
    ),
  );
}
