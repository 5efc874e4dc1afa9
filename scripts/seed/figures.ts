import type { DemoEquipment } from './nurseries.ts';
import { chance } from './random.ts';

/** Values of one section, by field identifier: hundredths, plain counts, yes or no. */
export type FormValues = Record<string, number | boolean | string | null>;

/** Both sections of one exercise. */
export interface DemoFigures {
  readonly activity: FormValues;
  readonly financial: FormValues;
}

const hundredths = (value: number): number => Math.round(value * 100);

/**
 * Believable figures of a nursery for an exercise: drift of 4 % from year to year, a jump in one series out of twenty.
 * @param share part of the year covered, 1 for a whole one
 */
export function demoFigures(equipment: DemoEquipment, exercise: number, share = 1): DemoFigures {
  const luck = chance(equipment.number * 10_000 + exercise);
  const drift = () => 1 + luck.clipped(0, 0.02, -0.045, 0.045);
  const jump = luck.happens(0.05) ? 1.18 : 1;
  const days = Math.round((equipment.days + Math.round(luck.clipped(0, 2, -4, 4))) * share);
  const capacity = equipment.modulated ? modulatedCapacity(equipment, days) : equipment.places * days * equipment.span;
  const attended = Math.min(capacity * 0.97, capacity * equipment.occupancy * drift() * jump);
  const invoiced = Math.min(capacity * 0.99, attended * equipment.billing);
  const charges = attended * equipment.cost * drift();
  const families = Math.min(invoiced * 2.8, invoiced * equipment.contribution * drift());
  return {
    activity: {
      places: hundredths(equipment.places),
      openingDays: days,
      dailyOpeningHours: hundredths(equipment.span),
      ...(equipment.modulated ? { theoreticalCapacityHours: hundredths(capacity) } : {}),
      suppliesNappies: equipment.nappies,
      suppliesMeals: equipment.meals,
      attendedHours: hundredths(attended),
      invoicedHours: hundredths(invoiced),
      enrolledChildren: Math.round(equipment.places * luck.clipped(2.5, 0.3, 1.6, 4)),
    },
    financial: accounts(equipment, { capacity, attended, invoiced, charges, families }),
  };
}

/** Golden case X1 of domain.md section 2.3 in proportion: places open by slots. */
export function modulatedCapacity(equipment: DemoEquipment, days: number): number {
  const { places } = equipment;
  return days * (1.5 * places * 0.5 + 8 * places + 1.5 * places * 0.6);
}

interface Year {
  readonly capacity: number;
  readonly attended: number;
  readonly invoiced: number;
  readonly charges: number;
  readonly families: number;
}

function accounts(equipment: DemoEquipment, year: Year): FormValues {
  const { charges, families } = year;
  const staff = charges * 0.72;
  const payrollTaxes = charges * 0.03;
  const shares: Readonly<Record<string, number>> = {
    c60Purchases: charges * 0.08,
    c61ExternalServices: charges * 0.05,
    c62OtherExternalServices: charges * 0.04,
    c63aPayrollTaxes: payrollTaxes,
    c63bOtherTaxes: charges * 0.01,
    c64Staff: staff,
    c65OtherCurrent: charges * 0.01,
    c66Financial: 0,
    c67Exceptional: charges * 0.005,
    c68Depreciation: charges * 0.04,
    c69IncomeTax: 0,
    c86InKindUse: charges * 0.015,
  };
  const expenses = Object.fromEntries(Object.entries(shares).map(([field, value]) => [field, hundredths(value)]));
  const total = Object.values(expenses).reduce((sum, value) => sum + value, 0);
  const psu = Math.min(hundredths(entitlement(equipment, year)), Math.round(total * 0.7) - hundredths(families));
  const known = {
    p70623Psu: Math.max(0, psu),
    p70624PsuSupportFund: 0,
    p70641FamilyContributions: hundredths(families),
    p70642OtherFamilyIncome: hundredths(families * 0.01),
    p708Ancillary: 0,
    p741State: 0,
    p742Region: 0,
    p743Department: Math.round(total * 0.02),
    p7451NationalBodies: 0,
    p7452CafGrants: Math.round(total * 0.05),
    p746Epci: 0,
    p747Companies: 0,
    p748Other: 0,
    p75OtherCurrent: 0,
    p76Financial: 0,
    p77Exceptional: 0,
    p78Reversals: 0,
    p79Transfers: Math.round(total * 0.01),
    p87InKindSource: expenses['c86InKindUse'] ?? 0,
  };
  const income = Object.values(known).reduce((sum, value) => sum + value, 0);
  return { ...expenses, ...known, p744Municipality: Math.max(0, Math.round(total * 1.005) - income) };
}

/** The right such a nursery may expect under the fixture scale, euros; only there to give believable accounts. */
function entitlement(equipment: DemoEquipment, { capacity, attended, invoiced, charges, families }: Year): number {
  const rate = (invoiced / attended) * 100;
  const best = equipment.nappies && equipment.meals ? [8, 7.5, 7] : [7.5, 7, 6.5];
  const cap = best[rate <= 107 ? 0 : rate <= 117 ? 1 : 2] ?? 0;
  const psuHour = 0.66 * Math.min(charges / invoiced, cap);
  const general = equipment.generalScheme / 100;
  return (
    Math.max(0, Math.min(invoiced, capacity) * psuHour - families) * general + 6 * equipment.places * psuHour * general
  );
}
