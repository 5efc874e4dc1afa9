import { inject, Injectable } from '@angular/core';
import type { Receipt, WorkbookReading } from '@api/documents/documents.types';
import { ApiClient } from '@api/http/api-client';

/** Papers of a declaration: the calculation workbook of a modulated approval, the receipt of what was transmitted. */
@Injectable({ providedIn: 'root' })
export class DocumentsApi {
  private readonly client = inject(ApiClient);

  workbook(declarationId: string, format: 'xlsx' | 'ods', previous: boolean) {
    return this.client.file(`${root(declarationId)}/workbook`, { format, previous });
  }

  /** Null until the documents service knows of the transmission. */
  async receipt(declarationId: string, version: number): Promise<Receipt | null> {
    const path = `${root(declarationId)}/receipt`;
    return (await this.client.read<{ receipt: Receipt | null }>(path, { version })).receipt;
  }

  /** @param content the filled workbook in base64 */
  readWorkbook(declarationId: string, content: string): Promise<WorkbookReading> {
    return this.client.write('POST', `${root(declarationId)}/workbook-readings`, { content });
  }
}

const root = (declarationId: string) => `/api/documents/declarations/${encodeURIComponent(declarationId)}`;
