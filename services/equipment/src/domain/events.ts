import type {
  Authorization,
  CafReferent,
  Closing,
  Equipment,
  EquipmentIdentity,
  GeneralSchemeRate,
  Note,
  Partner,
} from './equipment.ts';

/** A value before and after: what the audit trail shows. */
export interface Change<T = string | null> {
  readonly field: string;
  readonly from: T;
  readonly to: T;
}

/** What became true of a gestionnaire. */
export interface PartnerRegistered {
  readonly type: 'PartnerRegistered';
  readonly partner: Partner;
}

/** An equipment exists from now on. */
export interface EquipmentRegistered {
  readonly type: 'EquipmentRegistered';
  readonly equipment: Equipment;
}

/** The last day of an authorisation changes because its neighbour does. */
export interface EndMoved {
  readonly validFrom: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What became true of an equipment; each carries the values from → to. */
export type EquipmentEvent =
  | EquipmentRegistered
  | {
      readonly type: 'IdentityChanged';
      readonly identity: EquipmentIdentity;
      readonly changes: readonly Change[];
    }
  | {
      readonly type: 'AuthorizationGranted';
      readonly authorization: Authorization;
      /** The authorisation that ends the day before, if one was open. */
      readonly ended: { readonly validFrom: string; readonly validTo: string } | null;
    }
  | {
      readonly type: 'AuthorizationCorrected';
      readonly from: Authorization;
      readonly to: Authorization;
      readonly reason: string;
      /** The one before, when its last day follows. */
      readonly before: EndMoved | null;
    }
  | {
      readonly type: 'AuthorizationWithdrawn';
      readonly authorization: Authorization;
      readonly reason: string;
      /** The one before, when it lasts again as long as the one withdrawn. */
      readonly before: EndMoved | null;
    }
  | { readonly type: 'EquipmentClosed'; readonly from: Closing | null; readonly to: Closing }
  | { readonly type: 'EquipmentReopened'; readonly from: Closing; readonly reason: string }
  | {
      readonly type: 'GeneralSchemeRateSet';
      readonly exercise: number;
      readonly from: GeneralSchemeRate['rate'] | null;
      readonly to: GeneralSchemeRate['rate'];
    }
  | { readonly type: 'NoteWritten'; readonly from: Note | null; readonly to: Note | null }
  | { readonly type: 'ReferentAppointed'; readonly from: CafReferent | null; readonly to: CafReferent };
