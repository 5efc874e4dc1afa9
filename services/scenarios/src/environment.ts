import { join, resolve } from 'node:path';

/** One of the two sites of the gateway. */
export type Site = 'portal' | 'admin';

/**
 * Address of a site, without final slash.
 * @throws Error that names the variable when it is missing
 */
export function originOf(site: Site): string {
  return variable(site === 'portal' ? 'SCENARIO_PORTAL_URL' : 'SCENARIO_ADMIN_URL').replace(/\/$/, '');
}

/**
 * A variable that `npm test` gives to the scenarios.
 * @throws Error that names the variable when it is missing
 */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: play the scenarios with npm run test:scenarios`);
  return value;
}

/** Where screenshots of failures and of each screen walked are kept. */
export function artefactsFolder(): string {
  return process.env['SCENARIO_ARTEFACTS'] ?? join(root, '.run-test', 'screenshots');
}

/** True when the screens that are examined are kept as pictures too: `npm run test:scenarios` does, to look at them. */
export function pictured(): boolean {
  return process.env['SCENARIO_PICTURES'] === 'all';
}

/** The checkout. */
export const root = resolve(import.meta.dirname, '..', '..', '..');
