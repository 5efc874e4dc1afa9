/** Bounds of the hourly contribution of one child under the national family scale, cents per hour. */
export interface FamilyScaleBounds {
  readonly from: number;
  readonly to?: number;
  readonly min: number;
  readonly max: number;
  readonly source: string;
}

/**
 * Bounds by exercise (domain.md 3.3): monthly floor and ceiling of resources × rate of a one-child family. Years whose
 * rate or floor was not found take the nearest one found: assumption, to confirm.
 */
export const FAMILY_SCALE_BOUNDS: readonly FamilyScaleBounds[] = [
  {
    from: 2013,
    to: 2018,
    min: 41,
    max: 292,
    source: 'Barème des participations familiales 2018 : 0,06 % de 687,30 € à 4 874,62 € (à confirmer avant 2018)',
  },
  {
    from: 2019,
    to: 2019,
    min: 42,
    max: 318,
    source: 'Barème des participations familiales 2019 : 0,06 % de 705,27 € à 5 300 € (taux à confirmer)',
  },
  {
    from: 2020,
    to: 2021,
    min: 43,
    max: 326,
    source: 'Barème des participations familiales 2021 : 0,0615 % de 705,27 € à 5 300 € (bornes à confirmer)',
  },
  {
    from: 2022,
    to: 2023,
    min: 44,
    max: 371,
    source: 'Barème des participations familiales 2022 : 0,0619 % de 705,27 € à 6 000 € (à confirmer)',
  },
  {
    from: 2024,
    to: 2024,
    min: 44,
    max: 433,
    source: 'Barème des participations familiales de septembre 2024 : 0,0619 % jusqu’à 7 000 € (à confirmer)',
  },
  {
    from: 2025,
    to: 2025,
    min: 44,
    max: 526,
    source: 'Barème des participations familiales de septembre 2025 : 0,0619 % jusqu’à 8 500 € (à confirmer)',
  },
  {
    from: 2026,
    min: 50,
    max: 526,
    source: 'Barème des participations familiales 2026 : 0,0619 % de 814,62 € à 8 500 €',
  },
];
