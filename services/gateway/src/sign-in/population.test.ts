import { expect, test } from '@jest/globals';
import { sites } from '../site.ts';
import { entryTo } from './population.ts';

const keycloakOwn = ['default-roles-portail', 'offline_access'];

test.each([
  ['portal', ['partner'], 'PARTNER'],
  ['admin', ['caf-agent'], 'CAF_AGENT'],
  ['admin', ['caf-admin'], 'CAF_ADMIN'],
  ['admin', ['cnaf-admin'], 'CNAF_ADMIN'],
  ['admin', ['caf-agent', 'caf-admin'], 'CAF_ADMIN'],
] as const)('%s admits %j as %s', (site, roles, population) => {
  expect(entryTo(sites[site], [...keycloakOwn, ...roles])).toEqual({ admitted: true, population });
});

test.each([
  ['portal', ['caf-agent'], 'other-site'],
  ['portal', ['caf-admin'], 'other-site'],
  ['portal', ['cnaf-admin'], 'other-site'],
  ['admin', ['partner'], 'other-site'],
  ['portal', ['partner', 'caf-agent'], 'both'],
  ['admin', ['partner', 'caf-agent'], 'both'],
  ['portal', [], 'none'],
  ['admin', ['Partner', 'caf_agent'], 'none'],
] as const)('%s does not admit %j: %s', (site, roles, reason) => {
  expect(entryTo(sites[site], [...keycloakOwn, ...roles])).toEqual({ admitted: false, reason });
});
