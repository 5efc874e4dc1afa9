import { APP_BASE_HREF, registerLocaleData } from '@angular/common';
import { provideHttpClient, withFetch } from '@angular/common/http';
import fr from '@angular/common/locales/fr';
import { type ApplicationConfig, LOCALE_ID, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { SITE_NAME } from '@ui/frame/site-name';
import { loadNewerVersion } from '@ui/session/newer-version';
import { routes } from './app.routes';

registerLocaleData(fr, 'fr-FR');

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withFetch()),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withNavigationErrorHandler(loadNewerVersion),
    ),
    // The policy forbids <base> (base-uri 'none'): the address of the site is given here instead.
    { provide: APP_BASE_HREF, useValue: '/' },
    { provide: LOCALE_ID, useValue: 'fr-FR' },
    { provide: SITE_NAME, useValue: 'Portail Caf partenaires' },
  ],
};
