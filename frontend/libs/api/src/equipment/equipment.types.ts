export interface AuthorizationSlot {
  readonly label: string;
  readonly days: number;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Hundredths of a place. */
  readonly places: number;
}

export interface EquipmentAuthorization {
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Hundredths of a place. */
  readonly capacity: number;
  readonly modulated: boolean;
  readonly slots: readonly AuthorizationSlot[];
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly openingHours: string;
}

export interface EquipmentView {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly careType: string;
  readonly activityType: string;
  readonly address: string;
  readonly postalCode: string;
  readonly commune: string;
  readonly departmentCode: string;
  readonly cafCode: string;
  readonly afcFileNumber: string;
  readonly idequ: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly partner: { readonly id: string; readonly name: string; readonly status: string };
  readonly referent: { readonly name: string; readonly email: string; readonly phone: string } | null;
  readonly note: { readonly text: string; readonly on: string } | null;
  readonly authorizations: readonly EquipmentAuthorization[];
  /** Rates in hundredths of a percent. */
  readonly generalSchemeRates: readonly { readonly exercise: number; readonly rate: number }[];
}

export interface EquipmentListItem {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
  readonly postalCode: string;
  readonly partnerName: string;
}
