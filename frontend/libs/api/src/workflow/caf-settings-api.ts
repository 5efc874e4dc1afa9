import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type { CafSettings } from '@api/workflow/workflow.types';

const ROOT = '/api/workflow/caf-settings';

/** What the administrators of a Caf decide. */
export type CafDecisions = Pick<CafSettings, 'fourEyes' | 'closedExercises'>;

/** The settings of the signed-in agent’s Caf. */
@Injectable({ providedIn: 'root' })
export class CafSettingsApi {
  private readonly client = inject(ApiClient);

  async settings(): Promise<readonly CafSettings[]> {
    return (await this.client.read<{ readonly items: readonly CafSettings[] }>(ROOT)).items;
  }

  decide(cafCode: string, revision: number, decisions: CafDecisions): Promise<unknown> {
    return this.client.write('PUT', `${ROOT}/${encodeURIComponent(cafCode)}`, decisions, { revision });
  }
}
