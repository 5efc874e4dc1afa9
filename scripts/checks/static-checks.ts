import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateContracts } from '../stack/contracts.ts';
import { root } from '../stack/paths.ts';
import { output, runCommand } from '../stack/tools.ts';
import type { Check, CheckResult } from './check.ts';

const checkLimitMs = 300_000;
const bin = join(root, 'node_modules', '.bin');
const baseline = join(root, 'proto', 'baseline.binpb');

/** A check that is a command of npm’s or a script of ours, run in the checkout; passed when it ends with 0. */
export function command(name: string, program: string, args: readonly string[], onlyIf?: string): Check {
  return {
    name,
    applies: () => onlyIf === undefined || existsSync(join(root, onlyIf)),
    run: async () => {
      const isScript = program.endsWith('.ts');
      const executable = isScript ? process.execPath : join(bin, program);
      const result = await runCommand(executable, isScript ? [join(root, program), ...args] : args, {
        cwd: root,
        limitMs: checkLimitMs,
        what: name,
      });
      if (result.late) return failure(`${name} did not end within ${checkLimitMs / 1000} s.\n${result.output}`);
      return result.code === 0 ? { ...success, output: notChecked(result.output) } : failure(result.output);
    },
  };
}

/** What a check that passed could not look at, for want of a tool: nobody must take it for seen. */
function notChecked(said: string): string {
  return said
    .split('\n')
    .filter((line) => line.startsWith('NOT CHECKED'))
    .join('\n');
}

const success: CheckResult = { passed: 1, failed: 0, output: '' };
const failure = (text: string): CheckResult => ({ passed: 0, failed: 1, output: text });

/** Everything that needs no server. */
export const staticChecks: readonly Check[] = [
  command('types', 'tsc', ['-p', 'tsconfig.json', '--noEmit']),
  command(
    'types of the front ends',
    'ngc',
    ['-p', 'frontend/tsconfig.test.json', '--noEmit'],
    'frontend/tsconfig.test.json',
  ),
  command('lint', 'eslint', ['--max-warnings=0', '.']),
  command('format', 'prettier', ['--check', '--log-level=warn', '.']),
  command(
    'import rules',
    'depcruise',
    ['--config', '.dependency-cruiser.cjs', 'services', 'proto', 'scripts'],
    '.dependency-cruiser.cjs',
  ),
  command(
    'import rules of the front ends',
    'depcruise',
    ['--config', '.dependency-cruiser.cjs', '--ts-config', 'frontend/tsconfig.json', 'frontend/apps', 'frontend/libs'],
    'frontend/tsconfig.json',
  ),
  command('contract lint', 'buf', ['lint', 'proto']),
  command('contract compatibility', 'buf', ['breaking', 'proto', '--against', baseline], 'proto/baseline.binpb'),
  { name: 'generated contracts', applies: () => true, run: generatedContracts },
  command('OpenAPI documents', 'scripts/openapi.ts', ['--check'], 'scripts/openapi.ts'),
  command('documents', 'scripts/check-docs.ts', [], 'scripts/check-docs.ts'),
  command('secrets in the files', 'scripts/secrets-scan.ts', [], 'scripts/secrets-scan.ts'),
  command('manifests of every overlay', 'scripts/k8s.ts', ['--check'], 'scripts/k8s.ts'),
  command('dashboards and alerts', 'scripts/telemetry.ts', ['--check'], 'scripts/telemetry.ts'),
  command('alerts, played by promtool', 'scripts/telemetry.ts', ['--alerts'], 'scripts/telemetry.ts'),
];

/** The committed TypeScript of the contracts is what they generate today. */
async function generatedContracts(): Promise<CheckResult> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-contracts-'));
  try {
    await generateContracts(folder);
    cpSync(join(root, 'proto', 'gen'), join(folder, 'committed'), { recursive: true });
    await output('diff', ['-r', 'committed', 'gen'], { cwd: folder, limitMs: checkLimitMs, what: 'diff of proto/gen' });
    return success;
  } catch (error) {
    return failure(`proto/gen is not what the contracts generate: run npm run contracts.\n${(error as Error).message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
