import { inject, Injectable, signal } from '@angular/core';
import { EquipmentAdminApi, type EquipmentTarget } from '@api/equipment/equipment-admin-api';
import { EquipmentApi } from '@api/equipment/equipment-api';
import type { EquipmentView } from '@api/equipment/equipment.types';
import { type Refusal, refusalOf } from '@api/http/refusal';

/** The equipment under the agent's eyes and what they do to it; one per page. */
@Injectable()
export class EquipmentStore {
  private readonly reading = inject(EquipmentApi);
  private readonly api = inject(EquipmentAdminApi);

  readonly equipment = signal<EquipmentView | null>(null);
  /** Why the page cannot be shown. */
  readonly refusal = signal<Refusal | null>(null);

  async load(id: string): Promise<void> {
    this.equipment.set(null);
    this.refusal.set(null);
    try {
      this.equipment.set(await this.reading.equipment(id));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  /** Null when it was done. Refused because someone else saved, the page shows the new values; what is typed stays. */
  async act(
    send: (api: EquipmentAdminApi, target: EquipmentTarget) => Promise<EquipmentView>,
  ): Promise<Refusal | null> {
    const shown = this.equipment();
    if (shown === null) throw new Error('an act is done once the equipment is loaded');
    try {
      this.equipment.set(await send(this.api, { id: shown.id, revision: shown.revision }));
      return null;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.stale) await this.refresh(shown.id);
      return refusal;
    }
  }

  /** A passing failure leaves what is on screen. */
  private async refresh(id: string): Promise<void> {
    try {
      this.equipment.set(await this.reading.equipment(id));
    } catch (error) {
      if (!refusalOf(error).passing) throw error;
    }
  }
}
