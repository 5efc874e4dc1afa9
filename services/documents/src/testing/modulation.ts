import type { Modulation, Slot } from '../domain/modulation.ts';

const slot = (startsAt: number, endsAt: number, places: number): Slot => {
  return { period: 'Année', days: 215, startsAt, endsAt, places };
};

/** Golden case X1 of domain.md 2.3: 07:30–09:00, 09:00–17:00 and 17:00–18:30 on 215 days. */
export const goldenSlots: readonly Slot[] = [slot(450, 540, 1_000), slot(540, 1_020, 2_000), slot(1_020, 1_110, 1_200)];

/** 41 495 h; 11 h a day; 193 ÷ 11 places. */
export const goldenModulation: Modulation = {
  capacityHours: 4_149_500,
  openingDays: 215,
  meanAmplitude: 1_100,
  weightedPlaces: 1_755,
  mostPlaces: 2_000,
};
