import { inject, Injectable, signal } from '@angular/core';
import { EquipmentApi } from '@api/equipment/equipment-api';
import type { EquipmentListItem } from '@api/equipment/equipment.types';
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { type Opening, ReviewApi } from '@api/workflow/review-api';
import type { DeclarationView } from '@api/workflow/workflow.types';

/** Pause of the typing before the service is asked, in milliseconds. */
const TYPING_PAUSE = 250;

export type Opened =
  { readonly ok: true; readonly declaration: DeclarationView } | { readonly ok: false; readonly refusal: Refusal };

/** Finding the equipment by typing, and opening its declaration. */
@Injectable()
export class OpeningStore {
  private readonly equipments = inject(EquipmentApi);
  private readonly review = inject(ReviewApi);
  private readonly attempt = new AttemptKey();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  readonly found = signal<{ readonly items: readonly EquipmentListItem[]; readonly total: number } | null>(null);
  readonly searchRefusal = signal<string | null>(null);
  readonly busy = signal(false);

  /** Under two characters nothing is searched. */
  search(typed: string): void {
    clearTimeout(this.timer);
    const turn = ++this.asked;
    const search = typed.trim();
    if (search.length < 2) {
      this.found.set(null);
      return;
    }
    this.timer = setTimeout(() => void this.ask(search, turn), TYPING_PAUSE);
  }

  async open(opening: Opening): Promise<Opened> {
    this.busy.set(true);
    try {
      const declaration = await this.review.open(opening, this.attempt.keyFor(JSON.stringify(opening)));
      this.attempt.settled();
      return { ok: true, declaration };
    } catch (error) {
      const refusal = refusalOf(error);
      // Without an answer the declaration may be open: the same key makes the next press the same act.
      if (!refusal.passing) this.attempt.settled();
      return { ok: false, refusal };
    } finally {
      this.busy.set(false);
    }
  }

  private async ask(search: string, turn: number): Promise<void> {
    try {
      const found = await this.equipments.equipments({ search });
      if (turn !== this.asked) return;
      this.searchRefusal.set(null);
      this.found.set(found);
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.asked) this.searchRefusal.set(refusal.message);
    }
  }
}
