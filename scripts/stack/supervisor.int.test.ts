import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runFolderAt, type RunFolder } from './paths.ts';
import { startMark } from './process-identity.ts';
import { endLeftovers, supervisorIn, type ProcessPlan } from './supervisor.ts';
import { waitFor } from './wait.ts';

let folder: RunFolder;

beforeEach(() => {
  folder = runFolderAt(mkdtempSync(join(tmpdir(), 'portail-supervisor-')));
});

afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

/** A process that says it is ready on standard output, with a child of its own. */
function plan(name: string, script: string, layer: ProcessPlan['layer'] = 'service'): ProcessPlan {
  const log = join(folder.logs, `${name}.log`);
  return {
    name,
    layer,
    command: process.execPath,
    args: ['-e', script],
    env: { PATH: process.env['PATH'] },
    stopLimitMs: 500,
    ready: [{ what: name, limitMs: 10_000, probe: async () => readFileSync(log, 'utf8').includes('ready') }],
  };
}

const patient = `console.log('ready'); setInterval(() => {}, 1000);`;
const stubborn = `process.on('SIGTERM', () => {}); ${patient}`;
const parent = `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
console.log('child', child.pid); ${patient}`;

describe('the supervisor', () => {
  test('ends what it started, what refuses to end, and what those started', async () => {
    const supervisor = supervisorIn(folder);
    const started = [
      await supervisor.start(plan('patient', patient)),
      await supervisor.start(plan('stubborn', stubborn)),
      await supervisor.start(plan('parent', parent, 'server')),
    ];
    const child = Number(/child (\d+)/.exec(readFileSync(join(folder.logs, 'parent.log'), 'utf8'))?.[1]);
    await supervisor.stopAll();
    for (const pid of [...started.map((one) => one.pid), child]) {
      await waitFor({ what: `the end of ${pid}`, limitMs: 5_000, probe: async () => startMark(pid) === '' });
    }
    await expect(supervisor.start(plan('late', patient))).rejects.toThrow(/being stopped/);
  });

  test('says that a process died by itself, with its last lines', async () => {
    const supervisor = supervisorIn(folder);
    const died: string[] = [];
    supervisor.onUnexpectedEnd((process) => died.push(process.plan.name));
    const refused = supervisor.start(plan('broken', `console.error('no configuration'); process.exit(3);`));
    await expect(refused).rejects.toThrow(/exit code 3[\s\S]*no configuration/);
    expect(died).toEqual(['broken']);
  });

  test('a crash on purpose is no death, and the process can be started again', async () => {
    const supervisor = supervisorIn(folder);
    const died: string[] = [];
    supervisor.onUnexpectedEnd((process) => died.push(process.plan.name));
    const first = await supervisor.start(plan('patient', patient));
    await supervisor.stop('patient', 'SIGKILL');
    const second = await supervisor.start(plan('patient', patient));
    expect(second.pid).not.toBe(first.pid);
    expect(died).toEqual([]);
    await supervisor.stopAll();
  });

  test('what an interrupted run left is ended by the next one', async () => {
    const { pid, ended } = await supervisorIn(folder).start(plan('patient', patient));
    expect(await endLeftovers(folder)).toEqual(['patient']);
    await waitFor({ what: `the end of ${pid}`, limitMs: 5_000, probe: async () => startMark(pid) === '' });
    expect(await endLeftovers(folder)).toEqual([]);
    // Its supervisor, here in the same process, still writes its list into the folder when it learns of the end.
    await ended;
  });
});
