import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askIdentity } from './forgotten-password/ask-identity.ts';
import { tellIdentity } from './sign-in/tell-identity.ts';
import { askDocuments } from './verification/ask-documents.ts';

// A service that sends elsewhere is not followed: a token of ours would go where nobody configured it.
let server: Server;
let origin: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

test.each([
  ['telling who came in', () => tellIdentity(origin)('token')],
  ['asking for a new password', () => askIdentity(origin, async () => 'token')('somebody@example.org')],
  ['asking for keys of receipts', () => askDocuments(origin).keys()],
])('%s goes nowhere else', async (_what, call) => {
  asked.length = 0;
  await expect(call()).rejects.toThrow();
  expect(asked).toHaveLength(1);
  expect(asked).not.toContain('/elsewhere');
});
