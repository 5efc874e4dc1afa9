import { divideHalfUp } from '@portail/platform/pure/fixed.ts';
import type { Sums } from './figures.ts';

/** The two tabs of the table (fiche 12). */
export type Tab = 'ACTIVITY' | 'FINANCIAL';

/** SUPPLY is yes or no for one equipment, the share of EAJE that supply for a mean. */
export type Unit =
  'PLACES' | 'DAYS' | 'HOURS_PER_DAY' | 'HOURS' | 'PERCENT' | 'RATIO' | 'SUPPLY' | 'EURO' | 'EURO_PER_HOUR';

/** An indicator of domain.md section 6. */
export interface Indicator {
  readonly code: string;
  readonly tab: Tab;
  readonly label: string;
  readonly unit: Unit;
  /** How it is computed, in words. */
  readonly formula: string;
  /** What it says. */
  readonly meaning: string;
  /** `of` times `times` over `per`, in hundredths of the unit; a mean divides sums by sums. */
  readonly of: (sums: Sums) => number;
  readonly per: (sums: Sums) => number;
  readonly times: bigint;
}

type Words = readonly [code: string, label: string, unit: Unit, formula: string, meaning: string];
type Read = (sums: Sums) => number;

const count: Read = (sums) => sums.count;
const places: Read = (sums) => sums.places;
const attended: Read = (sums) => sums.attended;
const invoiced: Read = (sums) => sums.invoiced;
const expenses: Read = (sums) => sums.expenses;

const described = (tab: Tab, [code, label, unit, formula, meaning]: Words, of: Read, per: Read, times: bigint) => ({
  ...{ code, tab, label, unit, formula, meaning },
  ...{ of, per, times },
});
/** A quantity of one EAJE: the mean of it among several. Already in hundredths. */
const perEaje = (tab: Tab, words: Words, of: Read) => described(tab, words, of, count, 1n);
/** A whole number of one EAJE. */
const wholePerEaje = (tab: Tab, words: Words, of: Read) => described(tab, words, of, count, 100n);
/** Hundredths over hundredths. */
const ratio = (tab: Tab, words: Words, of: Read, per: Read) => described(tab, words, of, per, 100n);
const percent = (tab: Tab, words: Words, of: Read, per: Read) => described(tab, words, of, per, 10_000n);

const ACTIVITY = 'ACTIVITY';
const FINANCIAL = 'FINANCIAL';

/** Every indicator, in the order of the table (domain.md section 6). */
export const INDICATORS: readonly Indicator[] = [
  perEaje(ACTIVITY, ['places', 'Nombre de places', 'PLACES', 'Places déclarées', 'La taille de l’équipement.'], places),
  wholePerEaje(
    ACTIVITY,
    [
      'openingDays',
      'Jours d’ouverture',
      'DAYS',
      'Jours déclarés',
      'Le nombre de jours où les enfants sont accueillis.',
    ],
    (sums) => sums.openingDays,
  ),
  perEaje(
    ACTIVITY,
    [
      ...(['dailyOpeningHours', 'Amplitude journalière', 'HOURS_PER_DAY', 'Heures d’ouverture par jour'] as const),
      'Le temps entre l’ouverture et la fermeture.',
    ],
    (sums) => sums.dailyOpeningHours,
  ),
  perEaje(
    ACTIVITY,
    [
      ...(['theoreticalCapacityHours', 'Capacité théorique', 'HOURS'] as const),
      'Places × jours d’ouverture × amplitude, ou capacité de l’agrément modulé',
      'Les heures d’accueil possibles si toutes les places étaient occupées du matin au soir.',
    ],
    (sums) => sums.capacity,
  ),
  perEaje(
    ACTIVITY,
    [
      ...(['attendedHours', 'Heures réalisées', 'HOURS', 'Heures de présence déclarées'] as const),
      'Les heures de présence réelle des enfants.',
    ],
    attended,
  ),
  perEaje(
    ACTIVITY,
    [
      ...(['invoicedHours', 'Heures facturées', 'HOURS', 'Heures payées par les familles'] as const),
      'Les heures payées par les familles\u202f: la Psu est versée sur elles.',
    ],
    invoiced,
  ),
  ratio(
    ACTIVITY,
    [
      ...(['attendedPerPlace', 'Heures réalisées par place', 'HOURS', 'Heures réalisées ÷ places'] as const),
      'Ce que chaque place accueille dans l’année.',
    ],
    attended,
    places,
  ),
  ratio(
    ACTIVITY,
    [
      ...(['invoicedPerPlace', 'Heures facturées par place', 'HOURS', 'Heures facturées ÷ places'] as const),
      'Ce que chaque place facture dans l’année.',
    ],
    invoiced,
    places,
  ),
  percent(
    ACTIVITY,
    [
      ...(['actualOccupancyRate', 'Taux d’occupation réel', 'PERCENT'] as const),
      'Heures réalisées ÷ capacité théorique',
      'La part de la capacité où un enfant est présent.',
    ],
    attended,
    (sums) => sums.capacity,
  ),
  percent(
    ACTIVITY,
    [
      ...(['invoicedOccupancyRate', 'Taux d’occupation financier', 'PERCENT'] as const),
      'Heures facturées ÷ capacité théorique',
      'La part de la capacité qui est payée.',
    ],
    invoiced,
    (sums) => sums.capacity,
  ),
  percent(
    ACTIVITY,
    [
      ...(['billingRate', 'Taux de facturation', 'PERCENT', 'Heures facturées ÷ heures réalisées'] as const),
      'Plus il est proche de 100 %, plus les familles paient ce qu’elles utilisent.',
    ],
    invoiced,
    attended,
  ),
  described(
    ACTIVITY,
    [
      ...(['childrenPerPlace', 'Enfants inscrits par place', 'RATIO', 'Enfants inscrits ÷ places'] as const),
      'Combien d’enfants différents se partagent une place.',
    ],
    (sums) => sums.children,
    places,
    10_000n,
  ),
  percent(
    ACTIVITY,
    [
      ...(['nappies', 'Fourniture des couches', 'SUPPLY', 'EAJE qui fournissent les couches ÷ nombre d’EAJE'] as const),
      'Oui ou non pour un équipement, part des EAJE pour une moyenne.',
    ],
    (sums) => sums.nappies,
    count,
  ),
  percent(
    ACTIVITY,
    [
      ...(['meals', 'Fourniture des repas', 'SUPPLY', 'EAJE qui fournissent les repas ÷ nombre d’EAJE'] as const),
      'Oui ou non pour un équipement, part des EAJE pour une moyenne.',
    ],
    (sums) => sums.meals,
    count,
  ),
  perEaje(
    FINANCIAL,
    [
      ...(['totalExpenses', 'Total des charges', 'EURO', 'Comptes 60 à 69 et 86'] as const),
      'Tout ce que l’équipement a coûté dans l’année.',
    ],
    expenses,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['costPerInvoicedHour', 'Prix de revient par heure facturée', 'EURO_PER_HOUR'] as const),
      'Total des charges ÷ heures facturées',
      'Ce que coûte une heure payée par les familles\u202f: la Psu est calculée sur lui.',
    ],
    expenses,
    invoiced,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['costPerAttendedHour', 'Prix de revient par heure réalisée', 'EURO_PER_HOUR'] as const),
      'Total des charges ÷ heures réalisées',
      'Ce que coûte une heure de présence.',
    ],
    expenses,
    attended,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['costPerPlace', 'Coût par place', 'EURO', 'Total des charges ÷ places'] as const),
      'Ce que coûte une place dans l’année.',
    ],
    expenses,
    places,
  ),
  percent(
    FINANCIAL,
    [
      ...(['staffShare', 'Part des frais de personnel', 'PERCENT'] as const),
      '(Compte 64 + compte 63A) ÷ total des charges',
      'Ce que pèse le personnel dans les charges.',
    ],
    (sums) => sums.staff,
    expenses,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['purchasesPerHour', 'Achats par heure réalisée', 'EURO_PER_HOUR', 'Compte 60 ÷ heures réalisées'] as const),
      'Repas, couches, fournitures et énergie pour une heure de présence.',
    ],
    (sums) => sums.purchases,
    attended,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['contributionPerHour', 'Participation familiale par heure facturée', 'EURO_PER_HOUR'] as const),
      'Compte 70641 ÷ heures facturées',
      'Ce qu’une famille paie en moyenne pour une heure.',
    ],
    (sums) => sums.families,
    invoiced,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['contributionPerPlace', 'Participation familiale par place', 'EURO', 'Compte 70641 ÷ places'] as const),
      'Ce que les familles paient pour une place dans l’année.',
    ],
    (sums) => sums.families,
    places,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['psuPerHour', 'Psu par heure facturée', 'EURO_PER_HOUR', 'Droit estimé ÷ heures facturées'] as const),
      'Ce que la Caf verse pour une heure facturée, d’après l’estimation du droit.',
    ],
    (sums) => sums.entitlement,
    (sums) => sums.entitlementInvoiced,
  ),
  ratio(
    FINANCIAL,
    [
      ...(['psuPerPlace', 'Psu par place', 'EURO', 'Droit estimé ÷ places'] as const),
      'Ce que la Caf verse pour une place, d’après l’estimation du droit.',
    ],
    (sums) => sums.entitlement,
    (sums) => sums.entitlementPlaces,
  ),
  percent(
    FINANCIAL,
    [
      ...(['shareFamilies', 'Part payée par les familles', 'PERCENT', 'Compte 70641 ÷ total des charges'] as const),
      'La part des charges que les familles couvrent.',
    ],
    (sums) => sums.families,
    expenses,
  ),
  percent(
    FINANCIAL,
    [
      ...(['shareCaf', 'Part payée par la Caf', 'PERCENT'] as const),
      '(Comptes 70623, 70624 et 7452) ÷ total des charges',
      'La part des charges que la Psu et les autres aides de la Caf couvrent.',
    ],
    (sums) => sums.caf,
    expenses,
  ),
  percent(
    FINANCIAL,
    [
      ...(['shareLocal', 'Part payée par les collectivités', 'PERCENT'] as const),
      '(Comptes 742, 743, 744 et 746) ÷ total des charges',
      'La part des charges que région, département, communes et intercommunalités couvrent.',
    ],
    (sums) => sums.local,
    expenses,
  ),
  percent(
    FINANCIAL,
    [
      ...(['shareOthers', 'Part payée par d’autres', 'PERCENT', 'Autres produits ÷ total des charges'] as const),
      'Tout ce qui ne vient ni des familles, ni de la Caf, ni des collectivités.',
    ],
    (sums) => sums.income - sums.families - sums.caf - sums.local,
    expenses,
  ),
  percent(
    FINANCIAL,
    [
      ...(['resultRate', 'Résultat rapporté aux charges', 'PERCENT'] as const),
      '(Total des produits − total des charges) ÷ total des charges',
      'Positif\u202f: un excédent. Négatif\u202f: un déficit.',
    ],
    (sums) => sums.income - sums.expenses,
    expenses,
  ),
];

/** The value in hundredths of the unit, rounded half up once; null when there is nothing to divide by. */
export function valueOf({ of, per, times }: Indicator, sums: Sums): number | null {
  const divisor = per(sums);
  if (divisor === 0) return null;
  const dividend = of(sums) * Number(times);
  // Exact while it fits: one EAJE always does, hundreds of thousands of divisions are made at a publication.
  if (Math.abs(dividend) < Number.MAX_SAFE_INTEGER / 4 && divisor > 0) {
    const [magnitude, sign] = [Math.abs(dividend), Math.sign(dividend)];
    const rest = magnitude % divisor;
    return sign * ((magnitude - rest) / divisor + (2 * rest >= divisor ? 1 : 0)) || 0;
  }
  return Number(divideHalfUp(BigInt(of(sums)) * times, BigInt(divisor)));
}

/** An indicator by its code. @throws Error for a code that is not one */
export function indicator(code: string): Indicator {
  const found = INDICATORS.find((one) => one.code === code);
  if (!found) throw new Error(`no indicator ${code}`);
  return found;
}
