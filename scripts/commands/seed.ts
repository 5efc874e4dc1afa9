import { parseArgs } from 'node:util';
import { wholeCountry } from '../seed/full/recipe.ts';
import { busCatalogue, ensureContracts } from '../stack/contracts.ts';
import { fullBase, fullFolder, fullSetLoaded, loadFullSet, loadSettings } from '../stack/full-set.ts';
import { basePort } from '../stack/ports.ts';
import { consoleProgress } from '../stack/progress.ts';
import { beginServers } from '../stack/servers/all.ts';
import { openSession } from '../stack/session.ts';
import { migrateServices } from '../stack/services.ts';

// `npm run seed -- --full`: the full data set (domain.md section 7.1) in servers of its own, whose data stay in `.run-full`
// for whoever measures on them. `--keep` keeps a set that is there; `--equipments N` loads a part of the country.
try {
  const { values } = parseArgs({
    options: { full: { type: 'boolean' }, keep: { type: 'boolean' }, equipments: { type: 'string' } },
  });
  if (!values.full) throw new Error('npm run seed -- --full [--keep] [--equipments N]; npm start loads the demo.');
  const equipments = Number(values.equipments ?? wholeCountry.equipments);
  if (!Number.isInteger(equipments) || equipments < 40) throw new Error('--equipments takes a number from 40 on.');
  const progress = consoleProgress(Date.now());
  const known = values.keep ? fullSetLoaded() : undefined;
  if (known?.equipments === equipments) {
    progress.say(`${known.equipments} equipments are there since ${known.at}`);
    process.exit(0);
  }
  const session = await openSession({
    folder: fullFolder,
    base: basePort(fullBase),
    reset: true,
    progress,
    command: 'npm run seed -- --full',
  });
  try {
    await ensureContracts(progress);
    const { servers, keycloakReady } = await beginServers(session.context, await busCatalogue(), loadSettings);
    await progress.step('databases migrated', () => migrateServices(session.context, servers));
    await Promise.all([keycloakReady, loadFullSet(session.context, servers, equipments)]);
    await session.stop(0);
  } catch (error) {
    await session.fail(error);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
