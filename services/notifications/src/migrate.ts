import { migrate } from '@portail/platform/db/migrate.ts';
import { readMigrationConfiguration } from './config.ts';
import { migrations } from './store/migrations/list.ts';

const configuration = readMigrationConfiguration(process.env);
const done = await migrate(
  { url: configuration.MIGRATION_DATABASE_URL, applicationName: 'notifications-migrate', migrations },
  decodeURIComponent(new URL(configuration.DATABASE_URL).username),
);
console.log(JSON.stringify({ service: 'notifications', migrations: done }));
