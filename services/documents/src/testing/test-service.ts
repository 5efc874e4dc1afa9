import { createTestDatabase } from '@portail/platform/testing/test-database.ts';
import { createApp } from '../app.ts';
import { assemble, channels } from '../assemble.ts';
import { migrations } from '../store/migrations/list.ts';
import type { Ahead, Print, ReceiptKeys } from '../usecases/ports.ts';
import { heardBy } from './heard.ts';
import { sampleReceiptKeys } from './receipts.ts';

/** The service on a database of its own: what it hears, does and answers. The token of a request is its subject. */
export async function startTestService(options: {
  readonly print: Print;
  readonly ahead?: Ahead;
  readonly now: () => Date;
  readonly receiptKeys?: ReceiptKeys;
}) {
  const { print, ahead = () => undefined, now, receiptKeys = sampleReceiptKeys() } = options;
  const store = await createTestDatabase({ service: 'documents', migrations, channels });
  const { database } = store;
  const service = assemble(database, { print, receiptKeys, portal: 'https://portail.example', now });
  const app = await createApp({
    ...service,
    database,
    receiptKeys,
    ahead,
    verify: async (subject) => ({ subject, email: '', name: '', realmRoles: [] }),
    now,
    logLevel: 'silent',
    readiness: {},
  });
  return {
    database,
    service,
    app,
    heard: heardBy(database, service.reactions),
    close: async () => {
      await app.close();
      await store.drop();
    },
  };
}

/** {@link startTestService}, running. */
export type TestService = Awaited<ReturnType<typeof startTestService>>;
