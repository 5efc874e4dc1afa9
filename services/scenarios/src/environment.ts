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

/** The checkout. */
export const root = resolve(import.meta.dirname, '..', '..', '..');
