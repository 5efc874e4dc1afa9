import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { Me } from '@api/identity/identity.types';

@Injectable({ providedIn: 'root' })
export class IdentityApi {
  private readonly client = inject(ApiClient);

  me(): Promise<Me> {
    return this.client.read('/api/identity/me');
  }

  acceptTerms(version: string): Promise<Me> {
    return this.client.write('POST', '/api/identity/terms-acceptance', { version });
  }
}
