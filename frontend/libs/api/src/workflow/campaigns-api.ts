import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type {
  CalendarItem,
  Campaign,
  CampaignPreview,
  CampaignQuery,
  CampaignTemplate,
  DeclarationType,
} from '@api/workflow/workflow.types';

const ROOT = '/api/workflow/campaigns';
const CALENDAR = '/api/workflow/campaign-calendar';
const TEMPLATES = '/api/workflow/campaign-templates';

/** When a declaration opens and is expected, and where these dates come from. */
export type TemplateDates = Pick<CampaignTemplate, 'fromExercise' | 'opens' | 'due' | 'source'>;

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

  /** What opens or is expected in a civil year. */
  async calendar(year: number): Promise<readonly CalendarItem[]> {
    const { items } = await this.client.read<{ readonly items: readonly CalendarItem[] }>(CALENDAR, { year });
    return items;
  }

  /** The national dates, by type and period, the last published first. */
  async templates(): Promise<readonly CampaignTemplate[]> {
    return (await this.client.read<{ readonly items: readonly CampaignTemplate[] }>(TEMPLATES)).items;
  }

  changeTemplate({ type, endsOn, revision }: CampaignTemplate, dates: TemplateDates): Promise<unknown> {
    return this.client.write('PUT', `${TEMPLATES}/${type}/${endsOn}`, dates, { revision });
  }

  read(id: string): Promise<Campaign> {
    return this.client.read(`${ROOT}/${encodeURIComponent(id)}`);
  }
}
