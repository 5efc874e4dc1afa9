import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type {
  MeansList,
  MeansPreview,
  ReadMeansList,
  SentMeansList,
  StatisticsFound,
  StatisticsQuery,
  StatisticsSetting,
  StatisticsTable,
  Territory,
} from '@api/statistics/statistics.types';

const ROOT = '/api/statistics';

/** The reasons that go with a publication; empty when none is asked. */
export interface PublicationReasons {
  readonly forcedReason: string;
  readonly correction: string;
}

/** Statistics: what partners read, and what the Cnaf publishes. */
@Injectable({ providedIn: 'root' })
export class StatisticsApi {
  private readonly client = inject(ApiClient);

  search(query: StatisticsQuery): Promise<StatisticsFound> {
    return this.client.read(`${ROOT}/equipments`, { ...query });
  }

  table(equipmentId: string, exercise: number | undefined): Promise<StatisticsTable> {
    return this.client.read(`${ROOT}/equipments/${encodeURIComponent(equipmentId)}`, { exercise });
  }

  exportPath(equipmentId: string): string {
    return `${ROOT}/equipments/${encodeURIComponent(equipmentId)}/export`;
  }

  territory(exercise: number | undefined, page: number): Promise<Territory> {
    return this.client.read(`${ROOT}/territory`, { exercise, page });
  }

  means(): Promise<MeansList> {
    return this.client.read(`${ROOT}/means`);
  }

  preview(exercise: number): Promise<MeansPreview> {
    return this.client.read(`${ROOT}/means/${exercise}`);
  }

  /** Reads means computed elsewhere; changes nothing. */
  readMeansList(exercise: number, list: SentMeansList): Promise<ReadMeansList> {
    return this.client.write('POST', `${ROOT}/means/${exercise}/list`, list);
  }

  /**
   * Publishes what the preview shows; the service refuses when it is no longer what would be published.
   * @param list the preview’s own, when it is that of a list
   */
  publish(
    { exercise, digest, versions }: MeansPreview,
    { forcedReason, correction }: PublicationReasons,
    list: SentMeansList | null,
    idempotencyKey: string,
  ): Promise<MeansPreview> {
    const given = (reason: string) => (reason.trim() === '' ? null : reason.trim());
    const reasons = { forcedReason: given(forcedReason), correction: given(correction) };
    const body = { digest, ...reasons, ...(list ? { list } : {}) };
    const options = { revision: versions[0]?.version ?? 0, idempotencyKey };
    return this.client.write('POST', `${ROOT}/means/${exercise}/publication`, body, options);
  }

  showOwnEarly(showOwnStatsEarly: boolean, revision: number): Promise<StatisticsSetting> {
    return this.client.write('PUT', `${ROOT}/setting`, { showOwnStatsEarly }, { revision });
  }
}
