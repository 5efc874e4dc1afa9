import type { Database } from '@portail/platform/db/database.ts';
import type { Act, CnafActor } from './domain/access.ts';
import type { PublicationRequest } from './domain/publication.ts';
import { recordEvent } from './events/out/record.ts';
import { meansStore } from './store/means-store.ts';
import { peerStore } from './store/peer-store.ts';
import { settingStore } from './store/setting-store.ts';
import { changeSetting } from './usecases/change-setting.ts';
import type { Options, Ports } from './usecases/ports.ts';
import { publishMeans } from './usecases/publish-means.ts';

/** The acts of the service. */
export interface Acts {
  publishMeans(request: PublicationRequest, key: string, act: Act<CnafActor>): Promise<void>;
  changeSetting(
    asked: { readonly showOwnStatsEarly: boolean; readonly expectedRevision: number },
    act: Act<CnafActor>,
  ): Promise<Options>;
}

/** The acts on a database. */
export function assemble(database: Pick<Database, 'transaction'>): Acts {
  const ports: Ports = {
    transaction: (work) => database.transaction(work),
    means: meansStore,
    peers: peerStore,
    settings: settingStore,
    record: recordEvent,
  };
  return {
    publishMeans: (request, key, act) => publishMeans(ports, request, key, act),
    changeSetting: (asked, act) => changeSetting(ports, asked, act),
  };
}
