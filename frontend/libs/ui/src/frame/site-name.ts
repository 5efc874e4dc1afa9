import { InjectionToken } from '@angular/core';

/** « Portail Caf partenaires », or the agents' site: in the header and in every window title. */
export const SITE_NAME = new InjectionToken<string>('name of the site');
