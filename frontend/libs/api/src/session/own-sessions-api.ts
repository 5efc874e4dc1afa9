import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';

/** Where a person is signed in; instants are ISO. */
export interface OwnSession {
  readonly id: string;
  /** The one of this browser. */
  readonly current: boolean;
  /** « Firefox sur Windows ». */
  readonly device?: string;
  readonly startedAt?: string;
  readonly lastActAt: string;
}

interface OwnSessions {
  readonly sessions: readonly OwnSession[];
}

/** The person’s own sessions on this site, latest act first; each act answers what is left. */
@Injectable({ providedIn: 'root' })
export class OwnSessionsApi {
  private readonly client = inject(ApiClient);

  async list(): Promise<readonly OwnSession[]> {
    return (await this.client.read<OwnSessions>('/auth/sessions')).sessions;
  }

  async end(id: string): Promise<readonly OwnSession[]> {
    return (await this.client.write<OwnSessions>('POST', `/auth/sessions/${id}/end`)).sessions;
  }

  async endOthers(): Promise<readonly OwnSession[]> {
    return (await this.client.write<OwnSessions>('POST', '/auth/sessions/end-others')).sessions;
  }
}
