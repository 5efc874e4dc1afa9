import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { EquipmentList, EquipmentView } from '@api/equipment/equipment.types';

@Injectable({ providedIn: 'root' })
export class EquipmentApi {
  private readonly client = inject(ApiClient);

  equipment(id: string): Promise<EquipmentView> {
    return this.client.read(`/api/equipment/equipments/${encodeURIComponent(id)}`);
  }

  equipments(query: { search?: string; page?: number }): Promise<EquipmentList> {
    return this.client.read('/api/equipment/equipments', query);
  }
}
