/**
 * Loads the full data set (domain.md sections 7.1 and 7.3) into empty databases: gestionnaires, nurseries and people in this
 * thread, declarations in two others. Every row comes from the acts and reactions of the services, run in memory, and goes
 * with COPY; `full.int.test.ts` proves that it is what the commands write.
 *
 * Environment: that of load-demo.ts, with the superuser’s address in `POSTGRES_SUPERUSER_URL`. Options: `--equipments N` loads a
 * part of the country.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readConfig, text, url } from '@portail/platform/boot/config.ts';
import { drawIdsFrom } from '@portail/platform/pure/id.ts';
import { Type } from 'typebox';
import { keycloakAccounts } from '../../../services/identity/src/accounts/keycloak-accounts.ts';
import type { Accounts, NewAccount } from '../../../services/identity/src/usecases/ports.ts';
import { writtenTables } from '../../stack/full-tables.ts';
import { httpProbe, waitFor } from '../../stack/wait.ts';
import { accountsAtOnce, patiently } from '../load-people.ts';
import { publishScales } from '../publish-scales.ts';
import { sideBySide } from '../side-by-side.ts';
import { bulkStores, openServices, superuserAddresses } from './databases.ts';
import { loadReferences, newAccounts, subjectWithoutAccount, type Staffed } from './load.ts';
import { fullEquipments, fullExercises, wholeCountry, withAccount, type FullSize } from './recipe.ts';
import { connectServices, type ServiceName } from './services.ts';
import type { Made, Task } from './worker.ts';
import { openWriter } from './writer.ts';

const threads = 2;
/** Nurseries of a task: some megabytes. */
const batch = 5;
const keycloakLimitMs = 300_000;
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
const workers = Array.from(
  { length: threads },
  () => new Worker(new URL('./worker.ts', import.meta.url), { workerData: size }),
);
const nurseries = fullEquipments(size);
const subjectOf = accountsOf(newAccounts(nurseries, size));
const databases = await openServices('full-loader');
drawIdsFrom('scales');
await publishScales(databases.controls, fullExercises);
const stores = bulkStores(databases);
const services = await connectServices(stores, { latestOnly: true });
const staffed = await loadReferences(services, nurseries, size, subjectOf);
await Promise.all(Object.values(stores).map((store) => store.flush()));
await Promise.all(Object.values(databases).map((database) => database.close()));
say(`${staffed.length} equipments, their gestionnaires and their people are there`);
const { made, held } = await declareAll(staffed);
say(`${made} declarations are there; ${held} stand where the controls or a person hold them`);

/** How somebody gets the subject of their account; those of Keycloak are made as soon as it is there. */
function accountsOf(people: readonly NewAccount[]): Accounts['ensure'] {
  const { KEYCLOAK_URL, KEYCLOAK_REALM, KEYCLOAK_ADMIN_CLIENT_ID, KEYCLOAK_ADMIN_CLIENT_SECRET } = keycloak;
  const accounts = keycloakAccounts({
    url: KEYCLOAK_URL,
    realm: KEYCLOAK_REALM,
    clientId: KEYCLOAK_ADMIN_CLIENT_ID,
    clientSecret: KEYCLOAK_ADMIN_CLIENT_SECRET,
  });
  const make = async () => {
    await waitFor({
      what: 'Keycloak',
      limitMs: keycloakLimitMs,
      probe: httpProbe(`${KEYCLOAK_URL}/realms/${KEYCLOAK_REALM}`),
    });
    const subjects = await sideBySide(accountsAtOnce, people, (account) => patiently(() => accounts.ensure(account)));
    return new Map(people.map(({ email }, index) => [email, subjects[index]]));
  };
  const made = make();
  // Thrown where it is waited for.
  made.catch(() => undefined);
  return async (account) => {
    if (!withAccount.has(account.email)) return subjectWithoutAccount(account);
    const subject = (await made).get(account.email);
    if (subject === undefined) throw new Error(`no account was made for ${account.email}`);
    return subject;
  };
}

async function declareAll(known: readonly Staffed[]): Promise<{ made: number; held: number }> {
  const addresses = Object.entries(superuserAddresses()) as [ServiceName, string][];
  const writers = new Map(
    await Promise.all(
      addresses.map(async ([name, address]) => [name, await openWriter(address, writtenTables)] as const),
    ),
  );
  const write = async ({ copies }: Made) => {
    const sendings = [...writers].map(async ([name, writer]) => writer.write(copies[name] ?? []));
    await Promise.all(sendings);
  };
  const works = worksOf(known);
  const done = { nurseries: 0, made: 0, held: 0 };

  function count(task: Task, { made, held }: Made): void {
    const tenth = () => Math.floor((10 * done.nurseries) / known.length);
    const before = tenth();
    done.nurseries += task.nurseries.length;
    done.made += made;
    done.held += held;
    if (tenth() > before) say(`declarations of ${tenth()}0 % of the equipments`);
  }

  async function employ(worker: Worker): Promise<void> {
    let writing = Promise.resolve();
    for (let work = works.shift(); work !== undefined; work = works.shift()) {
      for (const task of work) {
        worker.postMessage(task);
        const [made] = (await once(worker, 'message')) as [Made];
        count(task, made);
        // What was made waits for what was made before, while the next is made.
        await writing;
        writing = write(made);
        // Thrown where it is waited for.
        writing.catch(() => undefined);
      }
    }
    await writing;
    worker.postMessage(undefined);
  }

  await Promise.all(workers.map(employ));
  await Promise.all([...writers.values()].map((writer) => writer.commit()));
  return done;
}

/**
 * What is given to one worker as a whole: tasks about the same gestionnaires, since who is told something belongs to one of them.
 * The longest come first, so that both workers end together.
 */
function worksOf(known: readonly Staffed[]): (readonly Task[])[] {
  const works: (readonly Task[])[] = [];
  let gathered: Staffed[] = [];
  const close = () => {
    const tasks: Task[] = [];
    for (let from = 0; from < gathered.length; from += batch) {
      const nurseries = gathered
        .slice(from, from + batch)
        .map(({ demo, id, partnerId, team }) => ({ number: demo.number, id, partnerId, team }));
      tasks.push({ nurseries, whole: from + batch >= gathered.length });
    }
    works.push(tasks);
    gathered = [];
  };
  const bySize = [...Map.groupBy(known, ({ partnerId }) => partnerId).values()].sort((a, b) => b.length - a.length);
  for (const its of bySize) {
    gathered.push(...its);
    if (gathered.length >= batch) close();
  }
  if (gathered.length > 0) close();
  return works;
}

/** The same shape for a part of the country. */
function sizeOf(equipments: number): FullSize {
  const part = (whole: number) => Math.ceil((whole * equipments) / wholeCountry.equipments);
  const { partners, users, agentsPerCaf } = wholeCountry;
  return { equipments, partners: Math.max(part(partners), 20), users: Math.max(part(users), 40), agentsPerCaf };
}
