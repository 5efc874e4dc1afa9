import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTraceSink } from './trace-sink.ts';

let sink: Server;
let address: string;

beforeAll(async () => {
  sink = await openTraceSink(0);
  address = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
});

afterAll(() => {
  sink.close();
  sink.closeAllConnections();
});

const service = (name: string, spans: readonly object[]) => ({
  resource: { attributes: [{ key: 'service.name', value: { stringValue: name } }] },
  scopeSpans: [{ spans }],
});
const span = (spanId: string, name: string, from: number, to: number) => ({
  ...{ traceId: 'abc', spanId, name, startTimeUnixNano: `${from}000000`, endTimeUnixNano: `${to}000000` },
});

test('spans of several services become one trace, in the order in which they began', async () => {
  const late = service('controls', [span('2', 'react <b>', 20, 35)]);
  const early = service('gateway', [span('1', 'POST /transmission', 10, 30)]);
  for (const resource of [late, early]) {
    const body = JSON.stringify({ resourceSpans: [resource] });
    expect((await fetch(`${address}/v1/traces`, { method: 'POST', body })).status).toBe(200);
  }
  const spans = (await (await fetch(`${address}/spans/abc`)).json()) as { service: string; duration: number }[];
  expect(spans.map(({ service, duration }) => [service, duration])).toEqual([
    ['gateway', 20],
    ['controls', 15],
  ]);
  expect(await (await fetch(`${address}/trace/abc`)).text()).toContain('react &lt;b&gt;');
  expect(await (await fetch(address)).text()).toContain('25.0 ms');
});

test('what is no export is refused, an unknown trace is empty', async () => {
  expect((await fetch(`${address}/v1/traces`, { method: 'POST', body: 'no' })).status).toBe(400);
  expect(await (await fetch(`${address}/spans/unknown`)).json()).toEqual([]);
});
