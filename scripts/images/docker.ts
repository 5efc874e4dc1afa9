import { root } from '../stack/paths.ts';
import { output } from '../stack/tools.ts';

const limitMs = 1_200_000;

/** Runs the Docker client in the checkout, against the engine that `DOCKER_HOST` names. @returns what it printed */
export function docker(...args: readonly string[]): Promise<string> {
  return output('docker', args, { cwd: root, limitMs, what: `docker ${args.slice(0, 2).join(' ')}` });
}

/** What a build is given beside its context. */
export interface Build {
  readonly file: string;
  readonly context: string;
  readonly tag: string;
  readonly args?: Readonly<Record<string, string>>;
}

/** Builds an image. */
export async function buildImage({ file, context, tag, args = {} }: Build): Promise<void> {
  const given = Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  await docker('build', '-q', '-t', tag, '-f', file, ...given, context);
}
