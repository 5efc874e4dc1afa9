import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { EquipmentList, EquipmentQuery, EquipmentView } from '@api/equipment/equipment.types';

@Injectable({ providedIn: 'root' })
export class EquipmentApi {
  private readonly client = inject(ApiClient);

  equipment(id: string): Promise<EquipmentView> {
    return this.client.read(`/api/equipment/equipments/${encodeURIComponent(id)}`);
  }

  equipments(query: EquipmentQuery): Promise<EquipmentList> {
    return this.client.read('/api/equipment/equipments', query);
  }
}
