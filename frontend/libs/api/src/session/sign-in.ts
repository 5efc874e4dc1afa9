import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** The way to Keycloak's page and back to the same screen; what was typed waits in this tab's storage. */
@Injectable({ providedIn: 'root' })
export class SignIn {
  private readonly document = inject(DOCUMENT);
  private begun = false;
  /** True while leaving for the sign-in page: no « voulez-vous quitter ? » then, nothing is lost. */
  readonly leaving = signal(false);
  /** The session this person worked in is over: the screen says so before anything is left. */
  readonly ended = signal(false);

  /** Someone is signed in on this page: from now on the end of the session is told. */
  known(): void {
    this.begun = true;
  }

  /** There is no session (any more). Never answers: who comes is sent to sign in, who was at work is told first. */
  again(): Promise<never> {
    if (this.begun) this.ended.set(true);
    else this.reconnect();
    return new Promise(() => undefined);
  }

  /** Leaves for the sign-in page, and back to this screen. */
  reconnect(): void {
    if (this.leaving()) return;
    const { pathname, search, hash } = this.document.location;
    this.go(`/auth/login?returnTo=${encodeURIComponent(pathname + search + hash)}`);
  }

  /** Leaves for an address of the gateway or of Keycloak. */
  go(address: string): void {
    this.leaving.set(true);
    this.document.location.assign(address);
  }
}
