import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { TermsVersion } from '@api/identity/people.types';

const ROOT = '/api/identity/terms';

interface Items {
  readonly items: readonly TermsVersion[];
}

/** A version to publish. */
export type NewTerms = Pick<TermsVersion, 'inForceFrom' | 'content'>;

/** Versions of the conditions générales. */
@Injectable({ providedIn: 'root' })
export class TermsApi {
  private readonly client = inject(ApiClient);

  async versions(): Promise<readonly TermsVersion[]> {
    return (await this.client.read<Items>(ROOT)).items;
  }

  async publish(terms: NewTerms): Promise<readonly TermsVersion[]> {
    return (await this.client.write<Items>('POST', ROOT, terms)).items;
  }

  withdraw(version: string): Promise<void> {
    return this.client.write('DELETE', `${ROOT}/${encodeURIComponent(version)}`);
  }
}
