import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { DeclarationView } from '@api/workflow/workflow.types';

/** Acts of the Caf outside the queue: reopening what is validated, cancelling what was opened by mistake. */
@Injectable({ providedIn: 'root' })
export class CafActsApi {
  private readonly client = inject(ApiClient);

  /** Version n stays validated, version n + 1 goes back to the partner. */
  reopen(id: string, revision: number, motive: string, idempotencyKey: string): Promise<DeclarationView> {
    return this.post(id, 'reopening', motive, { revision, idempotencyKey });
  }

  cancel(id: string, revision: number, motive: string, idempotencyKey: string): Promise<DeclarationView> {
    return this.post(id, 'cancellation', motive, { revision, idempotencyKey });
  }

  private post(
    id: string,
    act: 'reopening' | 'cancellation',
    motive: string,
    options: { revision: number; idempotencyKey: string },
  ): Promise<DeclarationView> {
    return this.client.write(
      'POST',
      `/api/workflow/declarations/${encodeURIComponent(id)}/${act}`,
      { motive },
      options,
    );
  }
}
