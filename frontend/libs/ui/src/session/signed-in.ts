import { inject, Injectable, Injector } from '@angular/core';
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

  /** Loads the person, then watches the session; the watch is not needed for the first screen and comes after it. */
  async start(): Promise<void> {
    await this.user.load();
    if (!this.user.known()) return;
    const { SessionWatch } = await import('@ui/session/session-watch');
    const { PersonNews } = await import('@ui/session/person-news');
    this.injector.get(PersonNews).start();
    await this.injector.get(SessionWatch).start();
  }

  /**
   * Leaves the screen, which saves or asks first, then ends the session here and at Keycloak; what was typed and not
   * saved is removed from this computer.
   */
  async signOut(): Promise<void> {
    // The end of the session is told on the live stream too: this page is leaving already.
    this.signIn.leaving.set(true);
    try {
      if ((await this.router.navigateByUrl('/', { info: SIGNING_OUT })) === false) return;
      // From here on a page that is answered « sign in » does not go there: the way out leads through Keycloak.
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
