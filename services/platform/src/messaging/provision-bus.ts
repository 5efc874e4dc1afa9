import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { readConfig, text, url } from '../boot/config.ts';
import { provisionBus, type BusPlan } from './bus-provisioning.ts';

// A step of an installation and of each update, as a service’s migrate.ts is: streams and consumers of the file BUS_PLAN (JSON),
// made as the administrator of the bus.
const configuration = readConfig(
  {
    NATS_URL: url(),
    NATS_USER: text(),
    NATS_PASSWORD: text(),
    BUS_PLAN: text(),
    /** Servers of a cluster of NATS that each hold every stream. */
    STREAM_REPLICAS: Type.Integer({ minimum: 1, maximum: 5, default: 1 }),
  },
  process.env,
);
const { NATS_URL, NATS_USER: user, NATS_PASSWORD: password, STREAM_REPLICAS: replicas } = configuration;
const plan = JSON.parse(readFileSync(configuration.BUS_PLAN, 'utf8')) as BusPlan;
await provisionBus({ url: NATS_URL, user, password }, plan, replicas);
console.log(JSON.stringify({ streams: plan.streams.length, replicas, consumers: plan.consumers.length }));
