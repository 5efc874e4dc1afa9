import { inject, Injectable } from '@angular/core';
import type { AuditAnswer, AuditedService, AuditQuery, ChainVerification } from '@api/audit/audit.types';
import { ApiClient } from '@api/http/api-client';

/** The journals of the services, each its own. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly client = inject(ApiClient);

  lines(service: AuditedService, query: AuditQuery): Promise<AuditAnswer> {
    return this.client.read(`/api/${service}/audit`, query);
  }

  verify(service: AuditedService, chain: string): Promise<ChainVerification> {
    return this.client.read(`/api/${service}/audit/verification`, { chain });
  }
}
