import { readConfig, url } from '@portail/platform/boot/config.ts';
import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import type { ServiceName } from './services.ts';

/** Opens the databases named by `IDENTITY_`, `EQUIPMENT_`, `DECLARATION_WORKFLOW_`, `CONTROLS_` and `STATISTICS_DATABASE_URL`. */
export async function openServices(applicationName: string): Promise<Record<ServiceName, Database>> {
  const configuration = readConfig(
    {
      IDENTITY_DATABASE_URL: url(),
      EQUIPMENT_DATABASE_URL: url(),
      DECLARATION_WORKFLOW_DATABASE_URL: url(),
      CONTROLS_DATABASE_URL: url(),
      STATISTICS_DATABASE_URL: url(),
    },
    process.env,
  );
  // A batch that waits for a checkpoint may take longer than any statement of a service.
  const opened = (address: string) => openDatabase({ url: address, applicationName, poolSize: 4, statementTimeout: 0 });
  const [identity, equipment, workflow, controls, statistics] = await Promise.all([
    opened(configuration.IDENTITY_DATABASE_URL),
    opened(configuration.EQUIPMENT_DATABASE_URL),
    opened(configuration.DECLARATION_WORKFLOW_DATABASE_URL),
    opened(configuration.CONTROLS_DATABASE_URL),
    opened(configuration.STATISTICS_DATABASE_URL),
  ]);
  return { identity, equipment, workflow, controls, statistics };
}
