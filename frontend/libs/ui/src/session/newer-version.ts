import { DOCUMENT, inject } from '@angular/core';
import type { NavigationError } from '@angular/router';

const MISSING_FILE = /dynamically imported module|importing a module script failed|module script/i;

/**
 * A tab opened before a new version asks for files that are gone: the screen it was going to is loaded anew, with the new
 * version. Only once for an address, so that a file that is really missing does not load the page for ever.
 */
export function loadNewerVersion(failed: NavigationError): void {
  if (!(failed.error instanceof Error) || !MISSING_FILE.test(failed.error.message)) return;
  const { location } = inject(DOCUMENT);
  if (location.pathname + location.search === failed.url) return;
  location.assign(failed.url);
}
