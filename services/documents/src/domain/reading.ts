import type { Population, Role } from './person.ts';

/** A person within the scope of a declaration: a role in force on its equipment, or the equipment’s Caf. */
export interface Reader {
  readonly population: Population;
  /** Roles in force on the equipment; none for agents. */
  readonly roles: readonly Role[];
}

/** What a person reads of a declaration (domain.md 5.3); BOTH is both forms without what is the approver’s and the Caf’s. */
export type Reading = 'WHOLE' | 'BOTH' | 'ACTIVITY' | 'FINANCIAL';

/**
 * What of a version this person reads, as on the screens: a provider their section, the approver all of it, the Caf all of it
 * once transmitted. Null when it is not theirs to know.
 */
export function readingOf(reader: Reader, version: { readonly transmitted: boolean }): Reading | null {
  if (reader.population === 'CNAF_ADMIN') return null;
  if (reader.population !== 'PARTNER') return version.transmitted ? 'WHOLE' : null;
  const holds = (role: Role) => reader.roles.includes(role);
  if (holds('APPROVER')) return 'WHOLE';
  const [activity, financial] = [holds('ACTIVITY_PROVIDER'), holds('FINANCIAL_PROVIDER')];
  if (activity && financial) return 'BOTH';
  if (activity) return 'ACTIVITY';
  return financial ? 'FINANCIAL' : null;
}

/** True when this reading includes the section. */
export function includes(reading: Reading, section: 'ACTIVITY' | 'FINANCIAL'): boolean {
  return reading === 'WHOLE' || reading === 'BOTH' || reading === section;
}

/** What a person asks for, once it is known what they read of it. */
export interface AskedSummary {
  readonly declarationId: string;
  readonly version: number;
  readonly reading: Reading;
  /** What its place is asked by while it waits to be made. */
  readonly ticket?: string;
}
