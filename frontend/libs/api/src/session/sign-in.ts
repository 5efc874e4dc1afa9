import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** The way to Keycloak's page and back to the same screen; what was typed waits in this tab's storage. */
@Injectable({ providedIn: 'root' })
export class SignIn {
  private readonly document = inject(DOCUMENT);
  /** True while leaving for the sign-in page: no « voulez-vous quitter ? » then, nothing is lost. */
  readonly leaving = signal(false);

  /** Never answers: the page is being left. */
  again(): Promise<never> {
    if (!this.leaving()) {
      this.leaving.set(true);
      const { pathname, search, hash } = this.document.location;
      this.go(`/auth/login?returnTo=${encodeURIComponent(pathname + search + hash)}`);
    }
    return new Promise(() => undefined);
  }

  /** Leaves for an address of the gateway or of Keycloak. */
  go(address: string): void {
    this.leaving.set(true);
    this.document.location.assign(address);
  }
}
