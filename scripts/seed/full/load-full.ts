/**
 * Loads the full data set (domain.md sections 7.1 and 7.3) into empty databases: gestionnaires, nurseries and people in this
 * process, declarations in two others. Every row comes from the acts and reactions of the services, run in memory, and goes
 * with COPY; `full.int.test.ts` proves that it is what the commands write.
 *
 * Environment: that of load-demo.ts. Options: `--equipments N` loads a part of the country.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, text, url } from '@portail/platform/boot/config.ts';
import { drawIdsFrom } from '@portail/platform/pure/id.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { Type } from 'typebox';
import { keycloakAccounts } from '../../../services/identity/src/accounts/keycloak-accounts.ts';
import type { NewAccount } from '../../../services/identity/src/usecases/ports.ts';
import { httpProbe, waitFor } from '../../stack/wait.ts';
import { demoAccounts } from '../accounts.ts';
import { publishScales } from '../publish-scales.ts';
import { bulkStores, openServices } from './databases.ts';
import { loadReferences, subjectWithoutAccount, type Staffed } from './load.ts';
import { benchAgent, benchUsers, fullEquipments, fullExercises, wholeCountry, type FullSize } from './recipe.ts';
import { connectServices } from './services.ts';
import type { Manifest } from './worker.ts';

const shares = 2;
const keycloakLimitMs = 300_000;
/** Of what a nursery leaves behind, nothing lives long: a larger young generation is swept less often. */
const youngMegabytes = 128;
const keycloak = readConfig(
  {
    KEYCLOAK_URL: url(),
    KEYCLOAK_REALM: Type.String({ default: 'portail' }),
    KEYCLOAK_ADMIN_CLIENT_ID: text(),
    KEYCLOAK_ADMIN_CLIENT_SECRET: text(),
  },
  process.env,
);
const { values } = parseArgs({ options: { equipments: { type: 'string' } } });
const size = sizeOf(Number(values.equipments ?? wholeCountry.equipments));
const startedAt = performance.now();
const say = (line: string) => console.log(`[${((performance.now() - startedAt) / 1_000).toFixed(0)} s] ${line}`);

// They read their programs while this process loads the references.
const workers = Array.from({ length: shares }, (_, share) => startWorker(share));
const databases = await openServices('full-loader');
drawIdsFrom('scales');
await publishScales(databases.controls, fullExercises);
const stores = bulkStores(databases);
const services = await connectServices(stores, { latestOnly: true });
const staffed = await loadReferences(services, fullEquipments(size), size, accountOf());
for (const store of Object.values(stores)) await store.flush();
await Promise.all(Object.values(databases).map((database) => database.close()));
say(`${staffed.length} equipments, their gestionnaires and their people are there`);
const { made, held } = await declareAll(staffed);
say(`${made} declarations are there; ${held} stand where the controls or a person hold them`);

/** Only published accounts, and those of the measures, are accounts of Keycloak: 16 000 would take an hour of hashing. */
function accountOf(): (account: NewAccount) => Promise<string> {
  const { KEYCLOAK_URL, KEYCLOAK_REALM, KEYCLOAK_ADMIN_CLIENT_ID, KEYCLOAK_ADMIN_CLIENT_SECRET } = keycloak;
  const accounts = keycloakAccounts({
    url: KEYCLOAK_URL,
    realm: KEYCLOAK_REALM,
    clientId: KEYCLOAK_ADMIN_CLIENT_ID,
    clientSecret: KEYCLOAK_ADMIN_CLIENT_SECRET,
  });
  // It may still be starting: the first account waits for it.
  let there: Promise<void> | undefined;
  const keycloakThere = () =>
    (there ??= waitFor({
      what: 'Keycloak',
      limitMs: keycloakLimitMs,
      probe: httpProbe(`${KEYCLOAK_URL}/realms/${KEYCLOAK_REALM}`),
    }));
  const real = new Set([...demoAccounts.map(({ email }) => email), benchAgent.email, ...benchUsers]);
  return async (account) => {
    if (!real.has(account.email)) return subjectWithoutAccount(account);
    await keycloakThere();
    return eventually(`the account of ${account.email}`, () => accounts.ensure(account), 120_000);
  };
}

async function declareAll(known: readonly Staffed[]): Promise<{ made: number; held: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-full-'));
  const manifest: Manifest = {
    size,
    shares: sharesOf(known).map((share) =>
      share.map(({ demo, id, partnerId, team }) => ({ number: demo.number, id, partnerId, team })),
    ),
  };
  const file = join(folder, 'manifest.json');
  writeFileSync(file, JSON.stringify(manifest));
  try {
    for (const { child } of workers) child.send(file);
    const done = await Promise.all(workers.map(({ ended }) => ended));
    return {
      made: done.reduce((sum, { made }) => sum + made, 0),
      held: done.reduce((sum, { held }) => sum + held, 0),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Who is told something belongs to one gestionnaire: its nurseries are one worker’s, the one’s who has fewer so far. */
function sharesOf(known: readonly Staffed[]): readonly (readonly Staffed[])[] {
  const given = Array.from({ length: shares }, (): Staffed[] => []);
  for (const [, its] of Map.groupBy(known, ({ partnerId }) => partnerId)) {
    const lightest = given.reduce((one, other) => (other.length < one.length ? other : one));
    lightest.push(...its);
  }
  return given;
}

interface Progress {
  readonly nurseries: number;
  readonly of: number;
  readonly made: number;
  readonly held: number;
}

interface Worker {
  readonly child: ChildProcess;
  readonly ended: Promise<Progress>;
}

function startWorker(share: number): Worker {
  const child = fork(join(import.meta.dirname, 'worker.ts'), [String(share)], {
    execArgv: [`--min-semi-space-size=${youngMegabytes}`, `--max-semi-space-size=${youngMegabytes}`],
  });
  const ended = endOf(child, share);
  // Its failure is thrown where the declarations are waited for.
  ended.catch(() => undefined);
  return { child, ended };
}

function endOf(worker: ChildProcess, share: number): Promise<Progress> {
  return new Promise((resolve, reject) => {
    let last: Progress = { nurseries: 0, of: 0, made: 0, held: 0 };
    worker.on('message', (progress: Progress) => {
      const tenth = (each: Progress) => Math.floor((10 * each.nurseries) / each.of);
      if (share === 0 && tenth(progress) > tenth({ ...last, of: progress.of })) {
        say(`declarations of ${Math.floor((100 * progress.nurseries) / progress.of)} % of the equipments`);
      }
      last = progress;
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve(last);
      else reject(new Error(`worker ${share} ended with ${code ?? 'a signal'}`));
    });
  });
}

/** The same shape for a part of the country. */
function sizeOf(equipments: number): FullSize {
  const part = (whole: number) => Math.ceil((whole * equipments) / wholeCountry.equipments);
  const { partners, users, agentsPerCaf } = wholeCountry;
  return { equipments, partners: Math.max(part(partners), 20), users: Math.max(part(users), 40), agentsPerCaf };
}
