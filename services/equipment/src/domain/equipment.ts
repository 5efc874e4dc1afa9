/** Statut du gestionnaire. */
export type PartnerStatus = 'PUBLIC' | 'ASSOCIATION' | 'COMPANY' | 'OTHER';

/** Gestionnaire (personne morale) running one or more equipments (domain.md section 1.1). */
export interface Partner {
  readonly id: string;
  /** Grows by one with each act. */
  readonly revision: number;
  readonly name: string;
  readonly status: PartnerStatus;
}

/** Type d’accueil: collectif, familial, parental. */
export type CareType = 'COLLECTIVE' | 'FAMILY' | 'PARENTAL';

/** One slot of a modulated approval (agrément modulé, domain.md section 2.3). */
export interface ModulatedSlot {
  readonly label: string;
  /** Opening days of the slot in a year. */
  readonly days: number;
  /** Minutes since midnight. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Hundredths of a place. */
  readonly places: number;
}

/** Autorisation de fonctionnement: one row per effective date; the last one has no end. Days are ISO dates, both included. */
export interface Authorization {
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Hundredths of a place. */
  readonly capacity: number;
  readonly modulated: boolean;
  readonly slots: readonly ModulatedSlot[];
  /** Ages accepted, months. */
  readonly ageFrom: number;
  readonly ageTo: number;
  /** As authorised, for example « 7 h 30 – 18 h 30, du lundi au vendredi ». */
  readonly openingHours: string;
}

/** Taux de ressortissants du régime général of one exercise. */
export interface GeneralSchemeRate {
  readonly exercise: number;
  /** Hundredths of a percent. */
  readonly rate: number;
}

/** Référent Caf shown on the equipment page. */
export interface CafReferent {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** The Caf’s dated text in the middle of the equipment page. Days are ISO dates, both included. */
export interface Note {
  readonly text: string;
  /** The day it was written. */
  readonly on: string;
  /** From when to when the partner reads it; `until` is null while it stays. */
  readonly from: string;
  readonly until: string | null;
}

/** What a Caf agent registers and corrects about an equipment. */
export interface EquipmentIdentity {
  readonly name: string;
  readonly careType: CareType;
  /** Nature d’activité: multi-accueil, micro-crèche… */
  readonly activityType: string;
  readonly address: string;
  readonly postalCode: string;
  readonly commune: string;
  /** INSEE code of the département, as text: 2A, 971. */
  readonly departmentCode: string;
  readonly afcFileNumber: string;
  /** Identifier of the equipment in the Caf’s system, unique within a Caf. */
  readonly idequ: string;
  readonly openedOn: string;
}

/** The end of an equipment’s activity, and why. */
export interface Closing {
  /** The last day on which the equipment works. */
  readonly closedOn: string;
  readonly closingReason: string;
}

/** EAJE, « équipement », at one revision. */
export interface Equipment extends EquipmentIdentity {
  readonly id: string;
  /** Grows by one with each act. */
  readonly revision: number;
  readonly cafCode: string;
  /** The last day on which it works; null while no closing is known. */
  readonly closedOn: string | null;
  readonly closingReason: string | null;
  readonly partner: Partner;
  readonly referent: CafReferent | null;
  readonly note: Note | null;
  /** Oldest first. */
  readonly authorizations: readonly Authorization[];
  /** By exercise, oldest first. */
  readonly generalSchemeRates: readonly GeneralSchemeRate[];
}
