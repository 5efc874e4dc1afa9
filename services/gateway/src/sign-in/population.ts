import { otherSite, type PopulationRole, type Site } from '../site.ts';

/** To which population a person belongs, as the screens name it. */
export type Population = 'PARTNER' | 'CAF_AGENT' | 'CAF_ADMIN' | 'CNAF_ADMIN';

/** Roles from the widest to the narrowest: the first one held names the population. */
const populations: readonly (readonly [PopulationRole, Population])[] = [
  ['cnaf-admin', 'CNAF_ADMIN'],
  ['caf-admin', 'CAF_ADMIN'],
  ['caf-agent', 'CAF_AGENT'],
  ['partner', 'PARTNER'],
];

/** Whether a person may enter a site. */
export type Entry =
  | { readonly admitted: true; readonly population: Population }
  | {
      readonly admitted: false;
      /** `other-site`: their account opens the other one; `both`: it mixes the two, which no account should; `none`: it opens neither. */
      readonly reason: 'other-site' | 'both' | 'none';
    };

/** Decides from the realm roles of a person whether a site is theirs. Which things they may touch there is each service’s own knowledge. */
export function entryTo(site: Site, realmRoles: readonly string[]): Entry {
  const [population] = populations.filter(([role]) => realmRoles.includes(role)).map(([, name]) => name);
  const holds = (roles: readonly string[]) => roles.some((role) => realmRoles.includes(role));
  const [here, there] = [holds(site.roles), holds(otherSite(site.name).roles)];
  if (population === undefined) return { admitted: false, reason: 'none' };
  if (here && there) return { admitted: false, reason: 'both' };
  return here ? { admitted: true, population } : { admitted: false, reason: 'other-site' };
}
