import { inject, Injectable, signal } from '@angular/core';
import { EquipmentAdminApi } from '@api/equipment/equipment-admin-api';
import type { PartnerItem, PartnerList, PartnerStatus } from '@api/equipment/equipment.types';
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';

/** Pause of the typing before the service is asked, in milliseconds. */
const TYPING_PAUSE = 250;

export type Made =
  { readonly ok: true; readonly partner: PartnerItem } | { readonly ok: false; readonly refusal: Refusal };

/** Finding a gestionnaire by typing, or registering one. */
@Injectable()
export class PartnerStore {
  private readonly api = inject(EquipmentAdminApi);
  private readonly attempt = new AttemptKey();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  readonly found = signal<PartnerList | null>(null);
  readonly searchRefusal = signal<string | null>(null);

  /** Under two characters nothing is searched. */
  search(typed: string): void {
    clearTimeout(this.timer);
    const turn = ++this.asked;
    const search = typed.trim();
    this.found.set(null);
    if (search.length < 2) return;
    this.timer = setTimeout(() => void this.ask(search, turn), TYPING_PAUSE);
  }

  async register(name: string, status: PartnerStatus): Promise<Made> {
    try {
      const key = this.attempt.keyFor(JSON.stringify([name, status]));
      const partner = await this.api.registerPartner({ name, status }, key);
      this.attempt.settled();
      return { ok: true, partner: { ...partner, equipments: 0 } };
    } catch (error) {
      const refusal = refusalOf(error);
      // Without an answer it may be registered: the same key makes the next press the same act.
      if (!refusal.passing) this.attempt.settled();
      return { ok: false, refusal };
    }
  }

  private async ask(search: string, turn: number): Promise<void> {
    try {
      const found = await this.api.partners(search);
      if (turn !== this.asked) return;
      this.searchRefusal.set(null);
      this.found.set(found);
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.asked) this.searchRefusal.set(refusal.message);
    }
  }
}
