import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../stack/cache.ts';
import type { Progress } from '../stack/progress.ts';
import { findTool, output } from '../stack/tools.ts';

const downloadLimitMs = 300_000;

/** Operators that the overlays ask for: the Go module of each holds the definitions of what it understands. */
const operators = [
  {
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: '1.27.1',
    folder: 'config/crd/bases',
    files: ['postgresql.cnpg.io_clusters.yaml', 'postgresql.cnpg.io_scheduledbackups.yaml'],
  },
  {
    module: 'github.com/external-secrets/external-secrets',
    version: '0.16.2',
    folder: 'config/crds/bases',
    files: ['external-secrets.io_externalsecrets.yaml'],
  },
  {
    module: 'github.com/kedacore/keda/v2',
    version: '2.21.0',
    folder: 'config/crd/bases',
    files: ['keda.sh_scaledobjects.yaml'],
  },
] as const;

/** Where a Go module is on this machine, fetched when it was not. */
export async function moduleFolder(module: string, version: string): Promise<string> {
  const said = await output(findTool('go') ?? 'go', ['mod', 'download', '-json', `${module}@v${version}`], {
    env: { ...process.env, GOFLAGS: '-mod=mod' },
    cwd: '/',
    limitMs: downloadLimitMs,
    what: `download of the Go module ${module}`,
  });
  return (JSON.parse(said) as { Dir: string }).Dir;
}

/** Files of the definitions (CRDs) of those operators, kept in the cache. */
export async function definitionFiles(progress: Progress): Promise<string[]> {
  const key = `definitions-${operators.map(({ version }) => version).join('-')}`;
  const folder = await cached(key, progress, async (target) => {
    await progress.step('definitions of the operators fetched', async () => {
      for (const { module, version, folder, files } of operators) {
        const source = join(await moduleFolder(module, version), folder);
        for (const file of files) cpSync(join(source, file), join(target, file));
      }
    });
  });
  return operators.flatMap(({ files }) => files.map((file) => join(folder, file)));
}
