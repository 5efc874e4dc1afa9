import { expect, test } from '@jest/globals';
import { createHttpApp } from '@portail/platform/http/app.ts';
import { registerSecurityHeaders } from './headers.ts';

async function headersOf(https: boolean) {
  const app = await createHttpApp({ service: 'site', title: 'Site', logLevel: 'silent', readiness: {} });
  await registerSecurityHeaders(app, https);
  app.get('/page', async () => 'page');
  const { headers } = await app.inject('/page');
  await app.close();
  return headers;
}

test('over https, browsers are told to use nothing else for a year, subdomains included', async () => {
  expect(await headersOf(true)).toHaveProperty('strict-transport-security', 'max-age=31536000; includeSubDomains');
});

test('over http, nothing is promised about https', async () => {
  expect(await headersOf(false)).not.toHaveProperty('strict-transport-security');
});
