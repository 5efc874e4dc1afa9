import { inject, Injectable } from '@angular/core';
import { refusalOf } from '@api/http/refusal';
import { SessionApi } from '@api/session/session-api';
import { SignIn } from '@api/session/sign-in';

/** Something was refused that may mean the end of the session: looks, without prolonging it. */
@Injectable({ providedIn: 'root' })
export class SessionCheck {
  private readonly session = inject(SessionApi);
  private readonly signIn = inject(SignIn);

  async look(): Promise<void> {
    if (this.signIn.ended()) return;
    try {
      const { signedIn } = await this.session.session();
      if (!signedIn) void this.signIn.again();
    } catch (error) {
      if (!refusalOf(error).passing) throw error;
    }
  }
}
