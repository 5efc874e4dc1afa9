import type { Site as SiteName } from '@portail/platform/http/app.ts';

export type { SiteName };

/** A realm role of Keycloak that says to which population a person belongs. */
export type PopulationRole = 'partner' | 'caf-agent' | 'caf-admin' | 'cnaf-admin';

/** One of the two sites: who may enter, and under which names it is known. */
export interface Site {
  readonly name: SiteName;
  /** Name of the site, for people. */
  readonly title: string;
  /** For whom it is, for people: completes « Ce site est réservé … ». */
  readonly reservedTo: string;
  /** Name of its session cookie, without prefix. */
  readonly cookie: string;
  readonly roles: readonly PopulationRole[];
}

/** Both sites. Portal and admin share the code of one builder and nothing else: cookie, client, routes and keys differ. */
export const sites: Readonly<Record<SiteName, Site>> = {
  portal: {
    name: 'portal',
    title: 'Portail Caf partenaires',
    reservedTo: 'aux partenaires de la Caf',
    cookie: 'portail',
    roles: ['partner'],
  },
  admin: {
    name: 'admin',
    title: 'Portail Caf partenaires — administration',
    reservedTo: 'aux agents et administrateurs de la Caf et de la Cnaf',
    cookie: 'admin',
    roles: ['caf-agent', 'caf-admin', 'cnaf-admin'],
  },
};

/** The other site. */
export function otherSite(name: SiteName): Site {
  return name === 'portal' ? sites.admin : sites.portal;
}
