import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { root } from './stack/paths.ts';

// `npm run ask-new-passwords`: everybody chooses a new password at their next sign-in. On the database of the identity service
// that DATABASE_URL names, else on the system that `npm start` keeps in `.run`.
const ownSystem = join(root, '.run', 'journal.env');
if (process.env['DATABASE_URL'] === undefined && existsSync(ownSystem)) {
  loadEnvFile(ownSystem);
  process.env['DATABASE_URL'] = process.env['IDENTITY_DATABASE_URL'];
}
await import('../services/identity/src/ask-new-passwords.ts');
