/**
 * Builds the images of ours, or those named: compiles, prepares `dist/images/<name>`, writes its list of components there
 * and hands it to Docker. `--base IMAGE` replaces the base (see local-base-image), `--tag TAG` the tag.
 */
import { parseArgs } from 'node:util';
import { buildImages, imageNames } from './images/build.ts';
import { progressTo } from './stack/progress.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string' },
    tag: { type: 'string', default: 'dev' },
    'prepare-only': { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !imageNames.includes(name));
if (unknown.length > 0) {
  console.error(`no image is made of ${unknown.join(', ')}; there are ${imageNames.join(', ')}`);
  process.exit(1);
}
const { base, tag, 'prepare-only': prepareOnly } = values;
const wanted = positionals.length > 0 ? positionals : imageNames;
await buildImages(wanted, { base, tag, prepareOnly }, progressTo(console.log));
