import { accepted, stale } from '@portail/platform/pure/refusal.ts';
import type { Act, CnafActor } from '../domain/access.ts';
import type { Options, Ports } from './ports.ts';

/** Shows, or no longer shows, own figures before the means are published. @throws RefusalError STALE_VERSION */
export async function changeSetting(
  ports: Ports,
  asked: { readonly showOwnStatsEarly: boolean; readonly expectedRevision: number },
  act: Act<CnafActor>,
): Promise<Options> {
  return ports.transaction(async (tx) => {
    const before = await ports.settings.read(tx);
    const { showOwnStatsEarly: wanted, expectedRevision } = asked;
    if (before.revision === expectedRevision && before.showOwnStatsEarly === wanted) return before;
    const after = accepted((await ports.settings.change(tx, expectedRevision, wanted)) ?? stale());
    await ports.record(tx, { type: 'OwnStatsEarlyChanged', before: before.showOwnStatsEarly, after: wanted }, act);
    return after;
  });
}
