import type { operations } from '@api/generated/statistics';
import type { Answer, QueryOf } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document.

export type StatisticsFound = Answer<operations['searchStatistics']>;
export type FoundEquipment = StatisticsFound['items'][number];
export type StatisticsQuery = QueryOf<operations['searchStatistics']>;
export type StatisticsTable = Answer<operations['readStatistics']>;
export type StatisticsLine = StatisticsTable['lines'][number];
export type StatisticsYear = StatisticsTable['years'][number];
export type StatisticsPeers = NonNullable<StatisticsTable['peers']>;
export type StatisticsTab = StatisticsLine['tab'];
export type StatisticsUnit = StatisticsLine['unit'];
export type Territory = Answer<operations['readTerritory']>;
export type TerritoryLine = Territory['lines'][number];
export type Outlier = NonNullable<Territory['outliers']>['items'][number];
export type MeansList = Answer<operations['listMeans']>;
export type MeansPreview = Answer<operations['previewMeans']>;
export type ReadMeansList = Answer<operations['readMeansList']>;
/** A list of means as it is sent: its name, and its content in base64. */
export interface SentMeansList {
  readonly fileName: string;
  readonly content: string;
}
export type StatisticsSetting = Answer<operations['changeStatisticsSetting']>;
