import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { refusalOf } from '@api/http/refusal';
import { SessionApi, type SessionInfo } from '@api/session/session-api';
import { SignIn } from '@api/session/sign-in';

/** The session lasts 30 minutes without an act; one is warned this long before the end. */
export const WARNING_BEFORE_END = 5 * 60_000;

/** How long to wait before looking at the session again, in milliseconds; 0 when the warning is due. */
export function delayBeforeWarning(session: SessionInfo, now: number): number {
  const ends = [session.idleExpiresAt, session.absoluteExpiresAt]
    .filter((instant) => instant !== undefined)
    .map((instant) => Date.parse(instant));
  if (ends.length === 0) return WARNING_BEFORE_END;
  return Math.max(0, Math.min(...ends) - WARNING_BEFORE_END - now);
}

/**
 * Looks at the session when its end may be near (acts, also in other tabs, push it away), then warns in a dialog that
 * prolongs it with one key. A session that ended leads to sign-in and back to this screen.
 */
@Injectable({ providedIn: 'root' })
export class SessionWatch {
  private readonly api = inject(SessionApi);
  private readonly signIn = inject(SignIn);
  private readonly injector = inject(Injector);
  private timer: ReturnType<typeof setTimeout> | undefined;

  async start(): Promise<void> {
    try {
      this.follow(await this.api.session());
    } catch (error) {
      if (!refusalOf(error).passing) throw error;
      this.lookAgainIn(60_000);
    }
  }

  private follow(session: SessionInfo): void {
    if (!session.signedIn) {
      void this.signIn.again();
      return;
    }
    const delay = delayBeforeWarning(session, Date.now());
    if (delay > 0) this.lookAgainIn(delay);
    else void this.warn(session);
  }

  private lookAgainIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.start(), milliseconds);
  }

  private async warn(session: SessionInfo): Promise<void> {
    const [{ MatDialog }, { SessionWarningDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('@ui/session/session-warning-dialog'),
    ]);
    const opened = this.injector
      .get(MatDialog)
      .open(SessionWarningDialog, { data: session, disableClose: true, width: '32rem', role: 'alertdialog' });
    await firstValueFrom(opened.afterClosed());
    await this.start();
  }
}
