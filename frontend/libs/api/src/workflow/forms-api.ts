import { inject, Injectable } from '@angular/core';
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
  };

  list(): Promise<FormList> {
    return this.client.read(ROOT);
  }
}

function urlOf(exercise: string): string {
  return `${ROOT}/${encodeURIComponent(exercise)}`;
}
