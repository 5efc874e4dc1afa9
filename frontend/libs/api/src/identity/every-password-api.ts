import { inject, Injectable } from '@angular/core';
import type { operations } from '@api/generated/identity';
import type { Answer } from '@api/http/answers';
import { ApiClient } from '@api/http/api-client';

export type EveryPassword = Answer<operations['readEveryPasswordChange']>;

const ROOT = '/api/identity/password-changes';

/** A new password of everybody. */
@Injectable({ providedIn: 'root' })
export class EveryPasswordApi {
  private readonly client = inject(ApiClient);

  read(): Promise<EveryPassword> {
    return this.client.read(ROOT);
  }

  ask(reason: string, idempotencyKey: string): Promise<EveryPassword> {
    return this.client.write('POST', ROOT, { reason }, { idempotencyKey });
  }
}
