import { join } from 'node:path';
import { buildFrontEnds } from '../stack/front-ends.ts';
import { root } from '../stack/paths.ts';
import type { Progress } from '../stack/progress.ts';
import { storeServices } from '../stack/service-list.ts';
import { output } from '../stack/tools.ts';
import { buildImage } from './docker.ts';
import { compile, prepare } from './prepare.ts';

/** Images that we make: a service each, then what `deploy/compose.yaml` runs beside them. */
export const imageNames = [...storeServices.map(({ name }) => name), 'gateway', 'provision', 'maildev', 'keycloak'];

/** Debian packages of the images that need more than Node. */
const packages: Readonly<Record<string, string>> = { documents: 'chromium fonts-liberation' };

/** How images are built. */
export interface ImageOptions {
  readonly tag: string;
  /** Another base than the one that `deploy/Dockerfile` names. */
  readonly base?: string | undefined;
  /** Only what goes into them is prepared. */
  readonly prepareOnly?: boolean;
}

/** Builds these images, `portail-<name>:<tag>`. */
export async function buildImages(names: readonly string[], options: ImageOptions, progress: Progress): Promise<void> {
  await progress.step('sources compiled', compile);
  if (names.includes('gateway')) await buildFrontEnds(progress);
  const head = { cwd: root, limitMs: 10_000, what: 'git' };
  const revision = (await output('git', ['rev-parse', '--short', 'HEAD'], head)).trim();
  for (const name of names) {
    const context = name === 'keycloak' ? join(root, 'deploy', 'keycloak') : prepare(name);
    if (options.prepareOnly === true) continue;
    const tag = `portail-${name}:${options.tag}`;
    const base: Record<string, string> = options.base === undefined ? {} : { BASE: options.base };
    await progress.step(`image ${tag} built`, () =>
      name === 'keycloak'
        ? buildImage({ tag, context, file: join(context, 'Dockerfile') })
        : buildImage({
            ...{ tag, context, file: join(root, 'deploy', 'Dockerfile') },
            args: { SERVICE: name, REVISION: revision, PACKAGES: packages[name] ?? '', ...base },
          }),
    );
  }
}
