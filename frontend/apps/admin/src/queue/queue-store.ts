import { computed, inject, Injectable, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { InstructionApi } from '@api/workflow/instruction-api';
import { ReviewApi } from '@api/workflow/review-api';
import type { Agent, Queue, QueueItem, QueueQuery } from '@api/workflow/workflow.types';

/** Rows the service gives at once. */
export const QUEUE_PAGE_SIZE = 50;

interface LoadedQueue extends Queue {
  /** What was asked. */
  readonly query: QueueQuery;
  readonly page: number;
}

/** The queue as last read: the list shows it, the instruction page goes from one declaration to the next in it. */
@Injectable({ providedIn: 'root' })
export class QueueStore {
  private readonly api = inject(ReviewApi);
  private readonly instruction = inject(InstructionApi);
  private turn = 0;
  readonly loaded = signal<LoadedQueue | null>(null);
  readonly refusal = signal<Refusal | null>(null);
  readonly agents = signal<readonly Agent[]>([]);
  readonly items = computed(() => this.loaded()?.items ?? []);

  /** Reads again what is asked; the rows on screen stay until the answer comes, when they answer the same question. */
  async load(query: QueueQuery): Promise<void> {
    const turn = ++this.turn;
    this.refusal.set(null);
    if (JSON.stringify(this.loaded()?.query) !== JSON.stringify(query)) this.loaded.set(null);
    try {
      const [queue, agents] = await Promise.all([
        this.api.queue(query),
        this.agents().length > 0 ? this.agents() : this.instruction.agents(),
      ]);
      if (turn !== this.turn) return;
      this.agents.set(agents);
      this.loaded.set({ ...queue, query, page: query.page ?? 1 });
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.turn) this.refusal.set(refusal);
    }
  }

  /** The first page, for who came straight to a declaration; a failure only means no way to the next one. */
  async loadOnce(): Promise<void> {
    if (this.loaded() === null) await this.load({ page: 1 });
  }

  /** Reads the same list again. */
  async again(): Promise<void> {
    await this.load(this.loaded()?.query ?? { page: 1 });
  }

  /**
   * Gives declarations to an agent, or to nobody.
   * @returns the sentences of what was refused
   */
  async assign(items: readonly QueueItem[], assignee: string | null): Promise<readonly string[]> {
    const refused: string[] = [];
    for (const item of items) {
      try {
        await this.instruction.assign(item.declarationId, assignee, item.assignee?.id ?? null);
      } catch (error) {
        refused.push(`${item.equipmentName}\u202f: ${refusalOf(error).message}`);
      }
    }
    await this.again();
    return refused;
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
