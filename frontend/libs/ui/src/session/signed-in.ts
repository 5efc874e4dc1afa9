import { effect, inject, Injectable, Injector, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import { refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { SessionApi } from '@api/session/session-api';
import { SignIn } from '@api/session/sign-in';
import { Messages } from '@ui/messages/message-bar';

/** Told to the screens that are left by signing out. */
export const SIGNING_OUT = 'signing out';

/** Coming in and going out, the same for both sites. */
@Injectable({ providedIn: 'root' })
export class SignedIn {
  private readonly user = inject(CurrentUser);
  private readonly session = inject(SessionApi);
  private readonly signIn = inject(SignIn);
  private readonly drafts = inject(TypedDrafts);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);

  constructor() {
    effect(() => {
      if (this.signIn.ended()) untracked(() => void this.tellEnd());
    });
  }

  /** Loads the person, then watches the session; the watch is not needed for the first screen and comes after it. */
  async start(): Promise<void> {
    await this.user.load();
    if (!this.user.known()) return;
    this.signIn.known();
    const { SessionWatch } = await import('@ui/session/session-watch');
    const { PersonNews } = await import('@ui/session/person-news');
    this.injector.get(PersonNews).start();
    await this.injector.get(SessionWatch).start();
  }

  /** Says that the session is over and that what was typed is kept; the button leads to sign-in. */
  private async tellEnd(): Promise<void> {
    if (this.signIn.leaving() || document.querySelector('ui-session-warning-dialog')) return;
    const parts = await Promise.all([
      import('@angular/material/dialog'),
      import('@ui/session/session-warning-dialog'),
    ]).catch(() => null);
    // The dialog cannot be had any more (a new version, a lost network): sign-in at least brings back here.
    if (parts === null) {
      this.signIn.reconnect();
      return;
    }
    const [{ MatDialog }, { SessionWarningDialog }] = parts;
    this.injector
      .get(MatDialog)
      .open(SessionWarningDialog, { data: null, disableClose: true, width: '32rem', role: 'alertdialog' });
  }

  /**
   * Leaves the screen, which saves or asks first, then ends the session here and at Keycloak; what was typed and not
   * saved is removed from this computer.
   */
  async signOut(): Promise<void> {
    try {
      // From the home page too: a navigation to where one is would be skipped, and taken for somebody who stays.
      const left = await this.router.navigateByUrl('/', { info: SIGNING_OUT, onSameUrlNavigation: 'reload' });
      if (left === false) return;
      // From here on the end of the session, which the live stream tells too, is no news: the way out leads through Keycloak.
      this.signIn.leaving.set(true);
      const { location } = await this.session.signOut();
      this.drafts.forgetAll();
      this.signIn.go(location);
    } catch (error) {
      this.signIn.leaving.set(false);
      this.messages.tell({ tone: 'refused', text: refusalOf(error).message });
    }
  }
}
