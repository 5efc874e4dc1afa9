import { inject, Injectable } from '@angular/core';
import { proposalsAt } from '@api/controls/proposals';
import type { DraftApi } from '@api/controls/reference-api';
import { ApiClient } from '@api/http/api-client';
import type { FormContent, FormFile, FormList } from '@api/workflow/workflow.types';

const ROOT = '/api/workflow/forms';

/** The words of the national forms: what is in force from which exercise on, and what is prepared. */
@Injectable({ providedIn: 'root' })
export class FormsApi {
  private readonly client = inject(ApiClient);

  /** The subject is the first exercise. */
  readonly form: DraftApi<FormContent, FormFile> = {
    read: (exercise) => this.client.read(urlOf(exercise)),
    save: (exercise, content, revision) => this.client.write('PUT', `${urlOf(exercise)}/draft`, content, { revision }),
    discard: (exercise, revision) => this.client.write('DELETE', `${urlOf(exercise)}/draft`, undefined, { revision }),
    publish: (exercise, revision, idempotencyKey) =>
      this.client.write('POST', `${urlOf(exercise)}/publication`, {}, { revision, idempotencyKey }),
    // The reason of the proposal becomes that of the change, as far as the history of the forms keeps it.
    propose: (exercise, content, reason, idempotencyKey) => {
      const asked = { content: { ...content, reason: reason.trim().slice(0, 500) }, reason };
      return this.client.write('POST', `${urlOf(exercise)}/proposals`, asked, { idempotencyKey });
    },
  };
  readonly proposals = proposalsAt(this.client, '/api/workflow/form-proposals');

  list(): Promise<FormList> {
    return this.client.read(ROOT);
  }
}

function urlOf(exercise: string): string {
  return `${ROOT}/${encodeURIComponent(exercise)}`;
}
