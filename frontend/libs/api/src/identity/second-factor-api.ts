import { inject, Injectable } from '@angular/core';
import type { operations } from '@api/generated/identity';
import type { Answer } from '@api/http/answers';
import { ApiClient } from '@api/http/api-client';

export type SecondFactor = Answer<operations['readSecondFactor']>;

const OWN = '/api/identity/me/second-factor';

/** The second factor of the signed-in person, and of those they manage. */
@Injectable({ providedIn: 'root' })
export class SecondFactorApi {
  private readonly client = inject(ApiClient);

  own(): Promise<SecondFactor> {
    return this.client.read(OWN);
  }

  /** Refused with SIGN_IN_AGAIN when the password was given too long ago. */
  giveUpOwn(): Promise<void> {
    return this.client.write('DELETE', OWN);
  }

  of(personId: string): Promise<SecondFactor> {
    return this.client.read(`/api/identity/users/${encodeURIComponent(personId)}/second-factor`);
  }
}
