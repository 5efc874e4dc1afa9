import { drawIdsFrom } from '@portail/platform/pure/id.ts';
import { createTestDatabase } from '@portail/platform/testing/test-database.ts';
import { migrations as controlsMigrations } from '../../../services/controls/src/store/migrations/migrations.ts';
import { bulkControls } from '../../../services/controls/src/store/bulk-load.ts';
import { bulkWorkflow } from '../../../services/declaration-workflow/src/store/bulk-load.ts';
import { migrations as workflowMigrations } from '../../../services/declaration-workflow/src/store/migrations.ts';
import { bulkEquipment } from '../../../services/equipment/src/store/bulk-load.ts';
import { migrations as equipmentMigrations } from '../../../services/equipment/src/store/migrations/list.ts';
import { bulkIdentity } from '../../../services/identity/src/store/bulk-load.ts';
import { migrations as identityMigrations } from '../../../services/identity/src/store/migrations/list.ts';
import { publishScales } from '../publish-scales.ts';
import { declare, loadReferences, subjectWithoutAccount } from './load.ts';
import { fullEquipments, fullExercises } from './recipe.ts';
import { connectServices } from './services.ts';
const N = Number(process.argv[2] ?? 100);
const size = { equipments: N, partners: 20, users: 40, agentsPerCaf: 1 };
const migrations = { identity: identityMigrations, equipment: equipmentMigrations, workflow: workflowMigrations, controls: controlsMigrations };
const owned: Record<string, any> = {};
for (const [name, list] of Object.entries(migrations)) owned[name] = await createTestDatabase({ service: name, migrations: list });
try {
  drawIdsFrom('scales');
  await publishScales(owned['controls'].database, fullExercises);
  const stores = () => ({ identity: bulkIdentity(owned['identity'].database), equipment: bulkEquipment(owned['equipment'].database), workflow: bulkWorkflow(owned['workflow'].database), controls: bulkControls(owned['controls'].database) });
  const nurseries = fullEquipments(size);
  const one = stores();
  const staffed = await loadReferences(await connectServices(one, { latestOnly: true }), nurseries, size, subjectWithoutAccount);
  for (const store of Object.values(one)) await store.flush();
  const two = stores();
  const services = await connectServices(two, { latestOnly: true });
  let made = 0;
  const from = process.cpuUsage(), t = performance.now();
  let flushed = 0;
  for (const [index, each] of staffed.entries()) {
    made += (await declare(services, each)).made;
    if ((index + 1) % 50 === 0 || index + 1 === staffed.length) { const b = process.cpuUsage(); await Promise.all([two.workflow.flush(), two.controls.flush()]); const a = process.cpuUsage(b); flushed += a.user + a.system; }
  }
  const { user, system } = process.cpuUsage(from);
  console.log(JSON.stringify({ made, cpu: ((user + system) / made / 1000).toFixed(2), flush: (flushed / made / 1000).toFixed(2), wall: ((performance.now() - t) / made).toFixed(2) }));
} finally {
  for (const each of Object.values(owned)) await each.drop();
}
process.exit(0);
