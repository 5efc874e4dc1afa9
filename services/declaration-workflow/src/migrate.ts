import { text, url, readConfig } from '@portail/platform/boot/config.ts';
import { migrate } from '@portail/platform/db/migrate.ts';
import { migrations } from './store/migrations.ts';

const configuration = readConfig({ MIGRATION_DATABASE_URL: url(), DATABASE_URL: text() }, process.env);
const done = await migrate(
  { url: configuration.MIGRATION_DATABASE_URL, applicationName: 'declaration-workflow-migrate', migrations },
  new URL(configuration.DATABASE_URL).username,
);
console.log(JSON.stringify({ service: 'declaration-workflow', migrations: done }));
