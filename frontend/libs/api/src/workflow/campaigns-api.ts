import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { Campaign, CampaignPreview, CampaignQuery, DeclarationType } from '@api/workflow/workflow.types';

const ROOT = '/api/workflow/campaigns';

/** The same declaration, asked of every equipment of a filter. */
export interface CampaignDemand {
  readonly name: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly periodEnd?: string;
  readonly dueOn?: string;
  /** Words of the equipment, its commune or its gestionnaire; every equipment when left out. */
  readonly search?: string;
}

/** Campaigns of the agent’s Caf. */
@Injectable({ providedIn: 'root' })
export class CampaignsApi {
  private readonly client = inject(ApiClient);

  preview(query: CampaignQuery): Promise<CampaignPreview> {
    return this.client.read(`${ROOT}/preview`, query);
  }

  start(demand: CampaignDemand, idempotencyKey: string): Promise<{ readonly id: string }> {
    return this.client.write('POST', ROOT, demand, { idempotencyKey });
  }

  async list(): Promise<readonly Campaign[]> {
    return (await this.client.read<{ readonly items: readonly Campaign[] }>(ROOT)).items;
  }

  read(id: string): Promise<Campaign> {
    return this.client.read(`${ROOT}/${encodeURIComponent(id)}`);
  }
}
