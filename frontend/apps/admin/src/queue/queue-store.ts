import { computed, inject, Injectable, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { ReviewApi } from '@api/workflow/review-api';
import type { QueueItem } from '@api/workflow/workflow.types';

/** Rows the service gives at once. */
export const QUEUE_PAGE_SIZE = 50;

interface LoadedQueue {
  readonly page: number;
  readonly items: readonly QueueItem[];
  readonly total: number;
}

/** The queue as last read: the list shows it, the instruction page goes from one declaration to the next in it. */
@Injectable({ providedIn: 'root' })
export class QueueStore {
  private readonly api = inject(ReviewApi);
  private asked = 0;
  readonly loaded = signal<LoadedQueue | null>(null);
  readonly refusal = signal<Refusal | null>(null);
  readonly items = computed(() => this.loaded()?.items ?? []);

  async load(page: number): Promise<void> {
    const turn = ++this.asked;
    this.refusal.set(null);
    if (this.loaded()?.page !== page) this.loaded.set(null);
    try {
      const { items, total } = await this.api.queue(page);
      if (turn === this.asked) this.loaded.set({ page, items: oldestFirst(items), total });
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.asked) this.refusal.set(refusal);
    }
  }

  /** The first page, for who came straight to a declaration; a failure only means no way to the next one. */
  async loadOnce(): Promise<void> {
    if (this.loaded() === null) await this.load(1);
  }

  /**
   * What comes before and after a declaration, in the order of the list as it was read: a declaration just decided
   * keeps its place until the list is read again.
   */
  neighbours(declarationId: string): { previous: string | null; next: string | null } {
    const ids = this.items().map((item) => item.declarationId);
    const index = ids.indexOf(declarationId);
    if (index < 0) return { previous: null, next: null };
    return { previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null };
  }
}

/** Oldest transmission first; the service sorts the same way across pages. */
export function oldestFirst(items: readonly QueueItem[]): QueueItem[] {
  return items.toSorted((a, b) => a.transmittedAt.localeCompare(b.transmittedAt));
}
