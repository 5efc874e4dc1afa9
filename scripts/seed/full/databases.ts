import { readConfig, url } from '@portail/platform/boot/config.ts';
import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import type { BulkStore } from '@portail/platform/bulk/bulk-store.ts';
import { bulkControls } from '../../../services/controls/src/store/bulk-load.ts';
import { bulkWorkflow } from '../../../services/declaration-workflow/src/store/bulk-load.ts';
import { bulkDocuments } from '../../../services/documents/src/store/bulk-load.ts';
import { bulkEquipment } from '../../../services/equipment/src/store/bulk-load.ts';
import { bulkIdentity } from '../../../services/identity/src/store/bulk-load.ts';
import { bulkNotifications } from '../../../services/notifications/src/store/bulk-load.ts';
import { bulkStatistics } from '../../../services/statistics/src/store/bulk-load.ts';
import type { ServiceName } from './services.ts';

const addresses = {
  IDENTITY_DATABASE_URL: url(),
  EQUIPMENT_DATABASE_URL: url(),
  DECLARATION_WORKFLOW_DATABASE_URL: url(),
  CONTROLS_DATABASE_URL: url(),
  STATISTICS_DATABASE_URL: url(),
  DOCUMENTS_DATABASE_URL: url(),
  NOTIFICATIONS_DATABASE_URL: url(),
};

/**
 * Opens the databases named by `IDENTITY_`, `EQUIPMENT_`, `DECLARATION_WORKFLOW_`, `CONTROLS_`, `STATISTICS_`, `DOCUMENTS_` and
 * `NOTIFICATIONS_DATABASE_URL`.
 */
export async function openServices(applicationName: string): Promise<Record<ServiceName, Database>> {
  const configuration = readConfig(addresses, process.env);
  // A batch that waits for a checkpoint may take longer than any statement of a service.
  const opened = (address: string) => openDatabase({ url: address, applicationName, poolSize: 4, statementTimeout: 0 });
  const [identity, equipment, workflow, controls, statistics, documents, notifications] = await Promise.all([
    opened(configuration.IDENTITY_DATABASE_URL),
    opened(configuration.EQUIPMENT_DATABASE_URL),
    opened(configuration.DECLARATION_WORKFLOW_DATABASE_URL),
    opened(configuration.CONTROLS_DATABASE_URL),
    opened(configuration.STATISTICS_DATABASE_URL),
    opened(configuration.DOCUMENTS_DATABASE_URL),
    opened(configuration.NOTIFICATIONS_DATABASE_URL),
  ]);
  return { identity, equipment, workflow, controls, statistics, documents, notifications };
}

/** Where the superuser of `POSTGRES_SUPERUSER_URL` finds the databases that declarations go to. */
export function superuserAddresses(): Partial<Record<ServiceName, string>> {
  const configuration = readConfig({ ...addresses, POSTGRES_SUPERUSER_URL: url() }, process.env);
  const of = (address: string) => {
    const its = new URL(configuration.POSTGRES_SUPERUSER_URL);
    its.pathname = new URL(address).pathname;
    return its.href;
  };
  return {
    workflow: of(configuration.DECLARATION_WORKFLOW_DATABASE_URL),
    controls: of(configuration.CONTROLS_DATABASE_URL),
    statistics: of(configuration.STATISTICS_DATABASE_URL),
    documents: of(configuration.DOCUMENTS_DATABASE_URL),
    notifications: of(configuration.NOTIFICATIONS_DATABASE_URL),
  };
}

/** Stands in memory for each of the databases. */
export function bulkStores(databases: Readonly<Record<ServiceName, Database>>): Record<ServiceName, BulkStore> {
  return {
    identity: bulkIdentity(databases.identity),
    equipment: bulkEquipment(databases.equipment),
    workflow: bulkWorkflow(databases.workflow),
    controls: bulkControls(databases.controls),
    statistics: bulkStatistics(databases.statistics),
    documents: bulkDocuments(databases.documents),
    notifications: bulkNotifications(databases.notifications),
  };
}
