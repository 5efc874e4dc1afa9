import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';

/** What the gateway says of the session in progress; the two instants are ISO. */
export interface SessionInfo {
  readonly signedIn: boolean;
  readonly name?: string;
  readonly population?: string;
  readonly idleExpiresAt?: string;
  readonly absoluteExpiresAt?: string;
}

@Injectable({ providedIn: 'root' })
export class SessionApi {
  private readonly client = inject(ApiClient);

  /** Reading the session does not prolong it. */
  session(): Promise<SessionInfo> {
    return this.client.read('/auth/session');
  }

  extend(): Promise<SessionInfo> {
    return this.client.write('POST', '/auth/session/extension');
  }

  /** Ends the session here; the address ends it at Keycloak too and must be gone to. */
  signOut(): Promise<{ location: string }> {
    return this.client.write('POST', '/auth/logout');
  }
}
