import { listDeadLetters } from '@portail/platform/messaging/dead-letters.ts';
import { outboxDepth } from '@portail/platform/outbox/outbox.ts';
import type { Finding } from './finding.ts';
import type { System } from './system.ts';

/** The part of what NATS says of itself that is read here. */
interface Streams {
  readonly account_details?: readonly {
    readonly stream_detail?: readonly {
      readonly consumer_detail?: readonly {
        readonly name: string;
        readonly num_pending: number;
        readonly num_ack_pending: number;
      }[];
    }[];
  }[];
}

/** I8: outboxes are empty, consumers have heard everything, no letter is dead. */
export async function verifyQueues(system: System): Promise<Finding> {
  const faults: string[] = [];
  for (const [service, database] of system.databases) {
    const waiting = await outboxDepth(database);
    if (waiting > 0) faults.push(`${service}: ${waiting} events are not published`);
    for (const { consumer, messageId, error } of await listDeadLetters(database)) {
      faults.push(`${consumer}: dead letter ${messageId}: ${error.split('\n')[0]}`);
    }
  }
  if (system.busMonitoring !== undefined) faults.push(...(await consumersBehind(system.busMonitoring)));
  const bus =
    system.busMonitoring === undefined ? '; consumers not asked: NATS_MONITORING_URL is not given' : ', consumers';
  return { looked: `outboxes and dead letters of ${system.databases.size} services${bus}`, faults };
}

async function consumersBehind(monitoring: string): Promise<string[]> {
  const answer = await fetch(new URL('/jsz?consumers=true', monitoring), { signal: AbortSignal.timeout(5_000) });
  const { account_details: accounts = [] } = (await answer.json()) as Streams;
  return accounts
    .flatMap(({ stream_detail: streams = [] }) => streams.flatMap(({ consumer_detail: consumers = [] }) => consumers))
    .filter(({ num_pending, num_ack_pending }) => num_pending + num_ack_pending > 0)
    .map(({ name, num_pending, num_ack_pending }) => `${name} has ${num_pending + num_ack_pending} events to handle`);
}
