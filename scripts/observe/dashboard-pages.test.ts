import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { observerPage } from './dashboard-pages.ts';

let prometheus: Server;
let address: string;

beforeAll(async () => {
  const now = Math.floor(Date.now() / 1_000);
  prometheus = createServer((request, response) => {
    const matrix = {
      result: [
        {
          metric: { service: '<controls>' },
          values: [
            [now, '0.25'],
            [now, 'NaN'],
          ],
        },
      ],
    };
    const rule = {
      name: 'ServiceDown',
      state: 'firing',
      query: 'up == 0',
      alerts: [{ annotations: { summary: '<b>' } }],
    };
    const data = request.url?.startsWith('/api/v1/rules') ? { groups: [{ rules: [rule] }] } : matrix;
    response.end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => prometheus.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(prometheus.address() as AddressInfo).port}`;
});

afterAll(() => {
  prometheus.close();
  prometheus.closeAllConnections();
});

test('a dashboard draws each of its panels, and says the last value of each curve', async () => {
  const drawn = await observerPage(address, '/dashboards/machinery');
  expect(drawn).toContain('&lt;controls&gt;');
  expect(drawn).toContain('<polyline');
  expect(drawn).toContain('250.0 ms');
  expect(drawn).not.toContain('NaN');
});

test('alerts say their state, and nothing of what they say is markup', async () => {
  const said = await observerPage(address, '/alerts');
  expect(said).toContain('<td>ServiceDown<td>firing<td>&lt;b&gt;');
});

test('other paths are not its own', async () => {
  expect(await observerPage(address, '/dashboards/none')).toBeUndefined();
});
