import type { DeclarationType } from './declaration-data.ts';
import { applyRate, divideHalfUp, percentOf, perUnit, product } from './exact.ts';
import { findPriceCap, type PriceCap, type PsuParameters, type PsuReference } from './psu-scale.ts';

/** Where the hourly cost of step 4 comes from; an actualisée has no charges of its own (domain.md 3.2). */
export type HourlyCostOrigin = 'DECLARED' | 'FORECAST' | 'PREVIOUS_ACTUAL' | 'PRICE_CAP' | 'GIVEN';

/** Inputs of the calculation. Hours and places in hundredths, money in cents, rates in hundredths of a percent. */
export interface PsuInputs {
  readonly type: DeclarationType;
  readonly places: number;
  readonly theoreticalCapacityHours: number;
  /** Null when a prévisionnelle does not know them yet. */
  readonly attendedHours: number | null;
  readonly invoicedHours: number;
  /** Null for an actualisée. */
  readonly totalExpenses: number | null;
  readonly familyContributions: number;
  readonly generalSchemeRate: number;
  readonly suppliesBoth: boolean;
  /** 1/1 for a full year, months/12 otherwise. */
  readonly periodRatio: { readonly numerator: number; readonly denominator: number };
  /** Hourly cost taken from elsewhere, with the exercise it comes from. */
  readonly knownHourlyCost?: { readonly value: number; readonly origin: HourlyCostOrigin; readonly exercise?: number };
  /** Billing rate of the N-1 réelle, for a prévisionnelle whose attended hours are unknown. */
  readonly knownBillingRate?: { readonly value: number; readonly exercise: number };
}

/** Every step of domain.md 3.2, in its unit: cents, cents per hour, hundredths. */
export interface PsuResult {
  readonly billingRate: number;
  /** Null in linear mode. */
  readonly band: number | null;
  readonly priceCap: number;
  readonly cap: PriceCap;
  readonly hourlyCost: number;
  readonly hourlyCostOrigin: HourlyCostOrigin;
  readonly retainedCost: number;
  readonly psuPerHour: number;
  /** True when the PSU amount per hour is the one the scale publishes. */
  readonly usesPublishedAmount: boolean;
  readonly eligibleHours: number;
  readonly gross: number;
  /** Step 9 before the floor at zero; negative when contributions exceed the gross amount (DEC-03). */
  readonly netBeforeFloor: number;
  readonly net: number;
  readonly psu: number;
  readonly meeting: number;
  readonly entitlement: number;
}

export type UnavailableReason =
  | 'SCALE_INCOMPLETE'
  | 'BILLING_RATE_NOT_COMPUTABLE'
  | 'HOURLY_COST_NOT_COMPUTABLE'
  | 'DATA_MISSING'
  | 'GENERAL_SCHEME_RATE_MISSING';

export type PsuOutcome =
  | { readonly available: true; readonly result: PsuResult }
  | { readonly available: false; readonly reason: UnavailableReason };

/** PSU entitlement of a declaration, step by step as numbered in domain.md 3.2. Pure, integers only. */
export function calculatePsu(inputs: PsuInputs, reference: PsuReference): PsuOutcome {
  const parameters = reference.parameters;
  if (parameters === null) return unavailable('SCALE_INCOMPLETE');
  const billingRate = billingRateOf(inputs);
  if (billingRate === null) return unavailable('BILLING_RATE_NOT_COMPUTABLE');
  const cap = findPriceCap(reference, parameters, inputs.suppliesBoth, billingRate);
  if (cap === null) return unavailable('SCALE_INCOMPLETE');
  const cost = hourlyCostOf(inputs, parameters, cap.value);
  if (cost === null) return unavailable('HOURLY_COST_NOT_COMPUTABLE');

  const retainedCost = Math.min(cost.value, cap.value);
  const usesPublishedAmount = cap.published !== null && retainedCost === cap.value;
  const psuPerHour = usesPublishedAmount ? cap.published : applyRate(retainedCost, parameters.rate);
  const eligibleHours = Math.min(inputs.invoicedHours, inputs.theoreticalCapacityHours);
  const gross = product(eligibleHours, psuPerHour);
  const onNet = parameters.rgApplication === 'ON_NET';
  const netBeforeFloor = (onNet ? gross : applyRate(gross, inputs.generalSchemeRate)) - inputs.familyContributions;
  const net = Math.max(0, netBeforeFloor);
  const psu = onNet ? applyRate(net, inputs.generalSchemeRate) : net;
  const meeting = meetingAmount(inputs, parameters, psuPerHour);
  return {
    available: true,
    result: {
      billingRate,
      band: cap.band,
      priceCap: cap.value,
      cap,
      hourlyCost: cost.value,
      hourlyCostOrigin: cost.origin,
      retainedCost,
      psuPerHour,
      usesPublishedAmount,
      eligibleHours,
      gross,
      netBeforeFloor,
      net,
      psu,
      meeting,
      entitlement: psu + meeting,
    },
  };
}

function unavailable(reason: UnavailableReason): PsuOutcome {
  return { available: false, reason };
}

function billingRateOf(inputs: PsuInputs): number | null {
  if (inputs.attendedHours !== null) return percentOf(inputs.invoicedHours, inputs.attendedHours);
  return inputs.type === 'FORECAST' ? (inputs.knownBillingRate?.value ?? null) : null;
}

function hourlyCostOf(
  inputs: PsuInputs,
  parameters: PsuParameters,
  priceCap: number,
): { value: number; origin: HourlyCostOrigin } | null {
  if (inputs.knownHourlyCost !== undefined) return inputs.knownHourlyCost;
  if (inputs.type === 'UPDATED') return { value: priceCap, origin: 'PRICE_CAP' };
  const hours = parameters.costBasis === 'INVOICED' ? inputs.invoicedHours : inputs.attendedHours;
  const value = inputs.totalExpenses === null || hours === null ? null : perUnit(inputs.totalExpenses, hours);
  return value === null ? null : { value, origin: 'DECLARED' };
}

function meetingAmount(inputs: PsuInputs, parameters: PsuParameters, psuPerHour: number): number {
  const { numerator, denominator } = inputs.periodRatio;
  return divideHalfUp(
    BigInt(parameters.meetingHoursPerPlace) *
      BigInt(inputs.places) *
      BigInt(psuPerHour) *
      BigInt(inputs.generalSchemeRate) *
      BigInt(numerator),
    100n * 100n * 10_000n * BigInt(denominator),
  );
}
