import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { benchCampaign } from '../bench/campaign.ts';
import { keepReport, type Row } from '../bench/report.ts';
import { benchPlans } from '../bench/plans.ts';
import { benchSearch } from '../bench/search.ts';
import { openBench, type BenchStack } from '../bench/stack.ts';
import { benchTrial } from '../bench/trial.ts';
import { root } from '../stack/paths.ts';

// `npm run bench -- campaign` (P5) and `npm run bench -- search` (P6) on the full data set, `npm run bench -- plans` how
// PostgreSQL answers each search of it, `npm run bench -- trial` a threshold tried on a national year (C-15); `npm run bench -- partner` (P1 from
// outside) on a system that runs, named by the SCENARIO_* and TEST_* variables, `npm run bench -- statistics` (P7) on the
// PostgreSQL of TEST_POSTGRES_URL, `npm run bench -- pdf` (P8) on nothing but a browser. It prints what it measured and fails on no time.
const benches: Readonly<Record<string, { services: string[]; run: (stack: BenchStack) => Promise<readonly Row[]> }>> = {
  campaign: { services: ['declaration-workflow', 'controls'], run: benchCampaign },
  search: { services: ['declaration-workflow'], run: benchSearch },
  plans: { services: [], run: benchPlans },
  trial: { services: ['controls'], run: benchTrial },
};
const [name = '', ...rest] = process.argv.slice(2);

/** Those that run on servers named in the environment. */
const apart: Readonly<Record<string, string>> = {
  partner: 'large-partner.ts',
  statistics: 'statistics.ts',
  pdf: 'pdf.ts',
};
const program = apart[name];
if (program !== undefined) {
  const file = join(root, 'scripts', 'bench', program);
  process.exit(spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' }).status ?? 1);
}
const bench = benches[name];
if (!bench) {
  console.error('npm run bench -- campaign | search | plans | trial | partner | statistics | pdf');
  process.exit(1);
}
try {
  const stack = await openBench(bench.services);
  try {
    keepReport(name, await bench.run(stack), { postgres: await postgresVersion(stack) });
    await stack.session.stop(0);
  } catch (error) {
    await stack.session.fail(error);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function postgresVersion(stack: BenchStack): Promise<string> {
  const client = new pg.Client({ connectionString: stack.servers.postgres.href });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  await client.end();
  return rows[0]?.server_version ?? 'unknown';
}
