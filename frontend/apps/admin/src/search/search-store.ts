import { inject, Injectable, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { DeclarationListItem, DeclarationQuery } from '@api/workflow/workflow.types';

/** Rows the service gives at once. */
export const SEARCH_PAGE_SIZE = 25;

interface Found {
  readonly items: readonly DeclarationListItem[];
  readonly total: number;
  readonly page: number;
}

/** The declarations that meet the criteria of the address. */
@Injectable()
export class SearchStore {
  private readonly api = inject(WorkflowApi);
  private asked = 0;
  readonly found = signal<Found | null>(null);
  readonly refusal = signal<Refusal | null>(null);
  readonly searching = signal(false);

  /** The last search asked wins, whichever answers last. */
  async search(query: DeclarationQuery): Promise<void> {
    const turn = ++this.asked;
    this.refusal.set(null);
    this.searching.set(true);
    try {
      const { items, total } = await this.api.declarations(query);
      if (turn === this.asked) this.found.set({ items, total, page: query.page ?? 1 });
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.asked) this.refusal.set(refusal);
    } finally {
      if (turn === this.asked) this.searching.set(false);
    }
  }
}
