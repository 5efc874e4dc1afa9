import { openDatabase } from '@portail/platform/db/database.ts';
import { readConfig, url } from '@portail/platform/boot/config.ts';
import { userStore } from './store/user-store.ts';
import { askEveryPassword } from './usecases/ask-every-password.ts';

// A step of an update, as migrate.ts is: everybody chooses a new password at their next sign-in. The running service makes
// the accounts follow.
const configuration = readConfig({ DATABASE_URL: url() }, process.env);
const database = await openDatabase({
  url: configuration.DATABASE_URL,
  applicationName: 'identity-ask-new-passwords',
  statementTimeout: 60_000,
  poolSize: 1,
});
try {
  const asked = await askEveryPassword(
    { transaction: (work) => database.transaction(work), users: userStore },
    new Date(),
  );
  console.log(JSON.stringify({ service: 'identity', newPasswordsAsked: asked }));
} finally {
  await database.close();
}
