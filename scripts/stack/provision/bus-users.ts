import type { BusPlan } from '@portail/platform/messaging/bus-provisioning.ts';
import type { NatsPermissions, NatsUser } from './nats-configuration.ts';
import type { Secrets } from '../secrets.ts';

/** The part of `proto/catalogue.ts` that the bus is provisioned from. */
export interface BusCatalogue extends BusPlan {
  readonly catalogue: readonly { readonly subject: string; readonly saidBy: string }[];
  readonly consumers: readonly { readonly stream: string; readonly durable: string; readonly service: string }[];
}

/** Creates streams and consumers; the tests also use it to look everywhere. */
export const busAdministrator = 'administrator';

/** The users of the bus: the administrator, then each service with what the catalogue lets it say and hear. */
export function busUsers(bus: BusCatalogue, services: readonly string[], secrets: Secrets): NatsUser[] {
  return [
    { name: busAdministrator, password: secrets.of(`nats-${busAdministrator}`), permissions: 'all' },
    ...services.map((service) => ({
      name: service,
      password: secrets.of(`nats-${service}`),
      permissions: permissionsOf(service, bus),
    })),
  ];
}

/** What one service may do: say its own events, pull and acknowledge its own consumers, hear answers to itself. */
export function permissionsOf(service: string, bus: BusCatalogue): NatsPermissions {
  const says = bus.catalogue.filter((entry) => entry.saidBy === service).map((entry) => entry.subject);
  const pulls = bus.consumers
    .filter((one) => one.service === service)
    .flatMap(({ stream, durable }) => [
      `$JS.API.CONSUMER.INFO.${stream}.${durable}`,
      `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
      `$JS.ACK.${stream}.${durable}.>`,
    ]);
  return { publish: [...says, ...pulls], subscribe: [`_INBOX_${service}.>`] };
}
