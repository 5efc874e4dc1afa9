import { divideHalfUp } from './exact.ts';

/** How sure a reference figure is (domain.md 3.4). FIXTURE marks demonstration and test prices. */
export type ReferenceStatus = 'OFFICIAL' | 'RECONSTRUCTED' | 'TO_CONFIRM' | 'FIXTURE';

/**
 * One cell of a « barème » (price cap, « prix plafond »). In banded mode there is one row per service level and band; in
 * linear mode band 1 is the cap up to `linearFrom` and band 2 the cap from `linearTo`.
 */
export interface ScaleRow {
  readonly id: string;
  readonly exercise: number;
  /** Nappies and meals both supplied (« niveau de service »). */
  readonly suppliesBoth: boolean;
  readonly bandIndex: number;
  /** Billing rate in hundredths of a percent; null for the last band. */
  readonly bandUpperBound: number | null;
  readonly upperBoundInclusive: boolean;
  /** Cents per hour; null while the price is not known. */
  readonly priceCap: number | null;
  /** Published 66 % amount, cents per hour; null when the scale does not publish it. */
  readonly psuAmount: number | null;
  readonly status: ReferenceStatus;
  /** French, shown beside the figure. */
  readonly sourceNote: string;
  readonly enteredBy: string;
  /** ISO date. */
  readonly enteredAt: string;
}

/** Parameters of the calculation of one exercise (domain.md 3.4). */
export interface PsuParameters {
  readonly exercise: number;
  /** Share of the hourly cost paid by the PSU, hundredths of a percent: 6600. */
  readonly rate: number;
  /** « Heures de concertation » per place and year, hundredths of an hour. */
  readonly meetingHoursPerPlace: number;
  /** Hours that divide the charges in the hourly cost. */
  readonly costBasis: 'INVOICED' | 'ATTENDED';
  /** Whether the general-scheme rate applies after (ON_NET) or before (ON_GROSS) family contributions are subtracted. */
  readonly rgApplication: 'ON_NET' | 'ON_GROSS';
  readonly mode: 'BANDED' | 'LINEAR';
  /** Billing rates between which the cap falls in linear mode, hundredths of a percent. */
  readonly linearFrom: number | null;
  readonly linearTo: number | null;
  /** Largest advance on a forecast entitlement, hundredths of a percent: 7000. */
  readonly advanceRate: number;
  /** True when a Cnaf decision opens « heures exceptionnelles » for the exercise (ACT-B07). */
  readonly exceptionalHoursDecision: boolean;
  readonly status: ReferenceStatus;
  readonly sourceNote: string;
  /** ISO date. */
  readonly enteredAt: string;
}

/** What is known of an exercise; no parameters or no rows when nothing was entered for it. */
export interface PsuReference {
  readonly exercise: number;
  readonly parameters: PsuParameters | null;
  readonly rows: readonly ScaleRow[];
}

/** The price cap for a billing rate: one row, or two when it lies between the ends of the linear mode. */
export interface PriceCap {
  /** Cents per hour. */
  readonly value: number;
  /** Band number, null in linear mode. */
  readonly band: number | null;
  /** Published PSU amount for this very cap, cents per hour. */
  readonly published: number | null;
  readonly rows: readonly ScaleRow[];
}

const STATUSES_FROM_SUREST: readonly ReferenceStatus[] = ['OFFICIAL', 'RECONSTRUCTED', 'TO_CONFIRM', 'FIXTURE'];

/** The least sure status among the rows used. */
export function leastSure(statuses: readonly ReferenceStatus[]): ReferenceStatus {
  return STATUSES_FROM_SUREST[Math.max(...statuses.map((status) => STATUSES_FROM_SUREST.indexOf(status)), 0)]!;
}

/**
 * Price cap (« prix plafond ») of a service level at a billing rate (domain.md 3.2 steps 2–3, 3.3 for 2025).
 * @param billingRate hundredths of a percent.
 * @returns null when a needed row or price is missing (« barème incomplet »).
 */
export function findPriceCap(
  reference: PsuReference,
  parameters: PsuParameters,
  suppliesBoth: boolean,
  billingRate: number,
): PriceCap | null {
  return parameters.mode === 'LINEAR'
    ? linearCap(reference, parameters, suppliesBoth, billingRate)
    : bandedCap(reference, suppliesBoth, billingRate);
}

function bandedCap(reference: PsuReference, suppliesBoth: boolean, billingRate: number): PriceCap | null {
  let found: ScaleRow | null = null;
  for (const row of reference.rows) {
    if (row.suppliesBoth !== suppliesBoth || !withinBand(row, billingRate)) continue;
    if (found === null || row.bandIndex < found.bandIndex) found = row;
  }
  return found === null ? null : capOf(found, found.bandIndex);
}

function withinBand(row: ScaleRow, billingRate: number): boolean {
  if (row.bandUpperBound === null) return true;
  return row.upperBoundInclusive ? billingRate <= row.bandUpperBound : billingRate < row.bandUpperBound;
}

function capOf(row: ScaleRow, band: number | null): PriceCap | null {
  return row.priceCap === null ? null : { value: row.priceCap, band, published: row.psuAmount, rows: [row] };
}

function linearCap(
  reference: PsuReference,
  { linearFrom, linearTo }: PsuParameters,
  suppliesBoth: boolean,
  billingRate: number,
): PriceCap | null {
  if (linearFrom === null || linearTo === null) return null;
  const start = reference.rows.find((row) => row.suppliesBoth === suppliesBoth && row.bandIndex === 1);
  const end = reference.rows.find((row) => row.suppliesBoth === suppliesBoth && row.bandIndex === 2);
  if (billingRate <= linearFrom) return start === undefined ? null : capOf(start, null);
  if (billingRate >= linearTo) return end === undefined ? null : capOf(end, null);
  if (start === undefined || end === undefined || start.priceCap === null || end.priceCap === null) return null;
  const span = BigInt(linearTo - linearFrom);
  const value = divideHalfUp(
    BigInt(start.priceCap) * span - BigInt(start.priceCap - end.priceCap) * BigInt(billingRate - linearFrom),
    span,
  );
  return { value, band: null, published: null, rows: [start, end] };
}
