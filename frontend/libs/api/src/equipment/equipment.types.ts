import type { operations } from '@api/generated/equipment';
import type { Answer, QueryOf } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document. Capacities and rates are integers in hundredths, ages months.

export type EquipmentView = Answer<operations['getEquipment']>;
export type EquipmentList = Answer<operations['listEquipments']>;
export type EquipmentListItem = EquipmentList['items'][number];
export type EquipmentAuthorization = EquipmentView['authorizations'][number];
export type CareType = EquipmentView['careType'];
export type EquipmentQuery = QueryOf<operations['listEquipments']>;
export type EquipmentState = EquipmentListItem['state'];

// What a Caf writes.
type BodyOf<Operation> = Operation extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Body } };
}
  ? Body
  : never;
export type EquipmentIdentity = BodyOf<operations['changeIdentity']>;
export type NewAuthorization = BodyOf<operations['grantAuthorization']>;
export type ModulatedSlot = NewAuthorization['slots'][number];
export type Referent = BodyOf<operations['appointReferent']>;
export type NewNote = BodyOf<operations['writeNote']>;
export type PartnerStatus = BodyOf<operations['registerPartner']>['status'];
export type PartnerList = Answer<operations['findPartners']>;
export type PartnerItem = PartnerList['items'][number];
export type EquipmentHistory = Answer<operations['readEquipmentHistory']>;
export type HistoryQuery = QueryOf<operations['readEquipmentHistory']>;
export type HistoryTopic = NonNullable<HistoryQuery['about']>;
export type RatePreview = Answer<operations['previewRateImport']>;
export type RateLine = RatePreview['lines'][number];
export type RateCounts = Answer<operations['applyRateImport']>;
