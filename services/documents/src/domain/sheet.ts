/** Who did something and when (ISO 8601). */
export interface Stamp {
  readonly by: string;
  readonly at: string;
}

/** The two sections of a declaration. */
export type SectionKey = 'ACTIVITY' | 'FINANCIAL';

/** A line of a form of the exercise with what stands in it; null when nothing does. */
export interface SheetLine {
  readonly section: SectionKey;
  readonly field: string;
  readonly code: string;
  readonly label: string;
  readonly group: string;
  readonly unit: string;
  readonly side: 'CHARGES' | 'PRODUITS' | null;
  readonly derived: boolean;
  readonly value: number | boolean | string | null;
}

/** How far a section is. */
export interface SectionProgress {
  readonly state: string;
  readonly saved: Stamp | null;
  readonly locked: Stamp | null;
}

/** What was answered to the result of a control. */
export interface Explanation {
  readonly code: string;
  readonly field: string | null;
  readonly fingerprint: string;
  readonly text: string;
  readonly given: Stamp;
}

/** What the approver signed. */
export interface Transmission {
  readonly given: Stamp;
  readonly dataHash: string;
  readonly termsVersion: string;
}

/** A version that the Caf closed. */
export interface ClosedVersion {
  readonly version: number;
  readonly status: 'REJECTED' | 'VALIDATED';
  readonly decided: Stamp;
}

/** What the forms recall of the authorisation; integer hundredths. */
export interface SheetHeader {
  readonly authorizedCapacity: number | null;
  readonly modulatedApproval: boolean;
  readonly authorizedFrom: string | null;
  readonly openingHours: string | null;
  readonly generalSchemeRate: number | null;
  /** Cents. */
  readonly familyContributions: number | null;
}

/** Type de déclaration: prévisionnelle, actualisée, réelle. */
export type DeclarationType = 'FORECAST' | 'UPDATED' | 'ACTUAL';

/** A version of a declaration as the workflow says it: what people read of it, at one revision. */
export interface Sheet {
  readonly declarationId: string;
  readonly revision: number;
  readonly dataRevision: number;
  readonly version: number;
  readonly status: string;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly header: SheetHeader | null;
  readonly lines: readonly SheetLine[];
  readonly activity: SectionProgress;
  /** Null for an actualisée. */
  readonly financial: SectionProgress | null;
  readonly explanations: readonly Explanation[];
  readonly comment: string | null;
  readonly declarationControlled: boolean;
  readonly transmission: Transmission | null;
  readonly validated: Stamp | null;
  /** Of the whole declaration, as far as this version knows. */
  readonly closed: readonly ClosedVersion[];
}
