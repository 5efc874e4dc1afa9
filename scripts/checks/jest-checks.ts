import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../stack/paths.ts';
import { runCommand } from '../stack/tools.ts';
import type { Check, CheckResult } from './check.ts';

const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const quotedCharacters = 20_000;

/** One run of Jest: which tests, where, with what environment. */
export interface JestPlan {
  readonly name: string;
  readonly config: string;
  readonly project?: string;
  readonly limitMs: number;
  /** Files at once: each makes data of its own, those that disturb the shared system have a project of their own. */
  readonly workers: number;
  readonly env?: NodeJS.ProcessEnv;
  /** More arguments, such as the paths a person asked for. */
  readonly args?: readonly string[];
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numTotalTestSuites: number;
}

/** The check that runs Jest and counts its tests; a file that cannot even be loaded counts as one failure. */
export function jestCheck(plan: JestPlan): Check {
  return { name: plan.name, applies: () => existsSync(join(root, plan.config)), run: () => runJest(plan) };
}

async function runJest(plan: JestPlan): Promise<CheckResult> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-jest-'));
  const reportFile = join(folder, 'report.json');
  try {
    const args = [
      ...['--experimental-vm-modules', '--no-warnings', jest, '--config', join(root, plan.config)],
      ...(plan.project === undefined ? [] : ['--selectProjects', plan.project]),
      ...['--json', '--outputFile', reportFile, '--passWithNoTests', '--silent=false'],
      ...['--maxWorkers', String(plan.workers), ...(plan.args ?? [])],
    ];
    const result = await runCommand(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', CI: 'true', ...plan.env },
      limitMs: plan.limitMs,
      what: plan.name,
    });
    const said = result.output.slice(-quotedCharacters);
    if (result.late) return { passed: 0, failed: 1, output: `${plan.name} did not end in time.\n${said}` };
    if (!existsSync(reportFile)) return { passed: 0, failed: 1, output: said };
    return counted(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport, result.code, said);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function counted(report: JestReport, code: number | null, said: string): CheckResult {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  // Jest also refuses things that are no test, such as a broken global setup.
  const unexplained = code !== 0 && failed === 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: failed + unexplained,
    output: failed + unexplained > 0 ? said : '',
  };
}
