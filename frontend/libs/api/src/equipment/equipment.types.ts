import type { operations } from '@api/generated/equipment';
import type { Answer } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document. Capacities and rates are integers in hundredths, ages months.

export type EquipmentView = Answer<operations['getEquipment']>;
export type EquipmentList = Answer<operations['listEquipments']>;
export type EquipmentListItem = EquipmentList['items'][number];
export type EquipmentAuthorization = EquipmentView['authorizations'][number];
export type CareType = EquipmentView['careType'];
