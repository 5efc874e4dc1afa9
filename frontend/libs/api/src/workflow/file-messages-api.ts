import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { FileMessages, UnreadFiles } from '@api/workflow/workflow.types';

/** What partner and Caf write to each other on a declaration. */
@Injectable({ providedIn: 'root' })
export class FileMessagesApi {
  private readonly client = inject(ApiClient);

  /** Declarations with messages this person has not read, latest first. */
  unread(page: number): Promise<UnreadFiles> {
    return this.client.read('/api/workflow/unread-files', { page });
  }

  file(declarationId: string): Promise<FileMessages> {
    return this.client.read(urlOf(declarationId));
  }

  send(declarationId: string, text: string, idempotencyKey: string): Promise<FileMessages> {
    return this.client.write('POST', urlOf(declarationId), { text }, { idempotencyKey });
  }

  markRead(declarationId: string, upTo: number): Promise<void> {
    return this.client.write('POST', `${urlOf(declarationId)}/reading`, { upTo });
  }
}

function urlOf(declarationId: string): string {
  return `/api/workflow/declarations/${encodeURIComponent(declarationId)}/messages`;
}
