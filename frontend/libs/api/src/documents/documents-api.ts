import { inject, Injectable } from '@angular/core';
import type { WorkbookReading } from '@api/documents/documents.types';
import { ApiClient } from '@api/http/api-client';

/** Files of a declaration: the calculation workbook of a modulated approval. */
@Injectable({ providedIn: 'root' })
export class DocumentsApi {
  private readonly client = inject(ApiClient);

  workbook(declarationId: string, format: 'xlsx' | 'ods', previous: boolean) {
    return this.client.file(`${root(declarationId)}/workbook`, { format, previous });
  }

  /** @param content the filled workbook in base64 */
  readWorkbook(declarationId: string, content: string): Promise<WorkbookReading> {
    return this.client.write('POST', `${root(declarationId)}/workbook-readings`, { content });
  }
}

const root = (declarationId: string) => `/api/documents/declarations/${encodeURIComponent(declarationId)}`;
