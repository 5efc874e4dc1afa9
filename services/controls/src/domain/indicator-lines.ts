import type { CalculationLine } from './calculation-line.ts';
import type { Figure } from '@portail/platform/pure/french.ts';
import { euros, eurosPerHour, hours, percent, ratio } from './figure.ts';
import type { Indicators } from './indicators.ts';

const SHOWN: readonly (readonly [keyof Indicators, string, (value: number) => Figure, string])[] = [
  ['billingRate', 'Taux de facturation', percent, 'heures facturées ÷ heures réalisées'],
  ['actualOccupancyRate', 'Taux d’occupation réel', percent, 'heures réalisées ÷ capacité théorique'],
  ['invoicedOccupancyRate', 'Taux d’occupation financier', percent, 'heures facturées ÷ capacité théorique'],
  [
    'contributionPerHour',
    'Participation familiale par heure facturée',
    eurosPerHour,
    'participations ÷ heures facturées',
  ],
  ['attendedPerPlace', 'Heures réalisées par place', hours, 'heures réalisées ÷ places'],
  ['childrenPerPlace', 'Enfants inscrits par place', ratio, 'enfants inscrits ÷ places'],
  ['hourlyCost', 'Prix de revient par heure facturée', eurosPerHour, 'total des charges ÷ heures facturées'],
  ['attendedHourlyCost', 'Prix de revient par heure réalisée', eurosPerHour, 'total des charges ÷ heures réalisées'],
  ['costPerPlace', 'Coût par place', euros, 'total des charges ÷ places'],
];

/** The live indicators that can be computed, in the order of the screens (domain.md 2.2 and 6). */
export function indicatorLines(indicators: Indicators): readonly CalculationLine[] {
  return SHOWN.flatMap(([code, label, figure, operation]) => {
    const value = indicators[code];
    return typeof value === 'number' ? [{ code, label, figure: figure(value), source: 'Calcul', operation }] : [];
  });
}
