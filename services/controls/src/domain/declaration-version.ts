import type { ActivityData, DeclarationType, FinancialData, Period } from './declaration-data.ts';

export type SectionName = 'ACTIVITY' | 'FINANCIAL';
export type SectionStatus = 'EMPTY' | 'DRAFT' | 'CONTROLLED' | 'LOCKED';
export type DeclarationStatus = 'TO_ENTER' | 'IN_PROGRESS' | 'SUBMITTED' | 'VALIDATED' | 'REJECTED' | 'CANCELLED';

export interface Section<Values> {
  readonly state: SectionStatus;
  readonly values: Values;
  /** Digest of the section’s control results when « fin de saisie » was ticked; null when not locked. */
  readonly lockedDigest: string | null;
  /** False for the financial section of an actualisée. */
  readonly required: boolean;
}

/** One version of a declaration as the workflow last said it. */
export interface DeclarationVersion {
  readonly declarationId: string;
  readonly version: number;
  readonly revision: number;
  readonly dataRevision: number;
  readonly status: DeclarationStatus;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly period: Period;
  /** ISO date, null when the Caf set none. */
  readonly dueOn: string | null;
  readonly activity: Section<ActivityData>;
  readonly financial: Section<FinancialData>;
  /** Instant in ISO 8601, null until then. */
  readonly transmittedAt: string | null;
  /** Hundredths of a percent; the rate frozen at transmission, null when none is known. */
  readonly generalSchemeRate: number | null;
}

/** A version still in the hands of the partner. */
export function isOpen(declaration: { readonly status: DeclarationStatus }): boolean {
  return declaration.status === 'TO_ENTER' || declaration.status === 'IN_PROGRESS';
}

/** A version a comparison may use: transmitted or validated. */
export function isHistory(declaration: { readonly status: DeclarationStatus }): boolean {
  return declaration.status === 'SUBMITTED' || declaration.status === 'VALIDATED';
}
