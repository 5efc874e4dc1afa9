import type { ControlRule } from '../../domain/rule-sheet.ts';
import { FAMILY_SCALE_BOUNDS } from './family-scale-bounds.ts';
import { atLeast, atMost, national } from './national-rule.ts';

const BANDS = 'Seuils de 107 % et 117 % du taux de facturation depuis 2014, guide de la Psu de mars 2015';
const BANDS_2025 = 'Réforme de la prise en compte du taux de facturation, 2025 : de 107 % à 120 %';

/** Controls of the activity section (domain.md 4.3). */
export const ACTIVITY_CONTROL_RULES: readonly ControlRule[] = [
  national({
    code: 'ACT-01',
    severity: 'ANOMALY',
    label: 'Taux de facturation inférieur à 100 %',
    message:
      'Les heures facturées sont inférieures aux heures réalisées : le taux de facturation est de {valeur} (seuil {seuil}).',
    actions:
      'Vérifiez les deux totaux d’heures. S’ils sont exacts, indiquez pourquoi des heures réalisées n’ont pas été facturées.',
    thresholds: { min: atLeast(10_000, 'PERCENT') },
  }),
  ...[
    { to: 2024, from: 2014, max: 11_700, source: BANDS },
    { from: 2025, max: 12_000, source: BANDS_2025 },
  ].map(({ max, ...dates }) =>
    national({
      code: 'ACT-02',
      severity: 'ALERT',
      label: 'Taux de facturation au-delà du dernier seuil',
      message: 'Le taux de facturation est de {valeur}, au-delà de {seuil} : le prix plafond le plus bas s’applique.',
      actions:
        'Vérifiez les heures réalisées et facturées. Si elles sont exactes, expliquez les contrats qui produisent cet écart.',
      thresholds: { max: atMost(max, 'PERCENT') },
      ...dates,
    }),
  ),
  national({
    code: 'ACT-03',
    severity: 'INFO',
    label: 'Taux de facturation supérieur à 107 %',
    message: 'Le taux de facturation est de {valeur}, au-delà de {seuil} : le prix plafond appliqué est réduit.',
    thresholds: { max: atMost(10_700, 'PERCENT') },
    from: 2014,
    source: BANDS,
  }),
  national({
    code: 'ACT-04',
    severity: 'ANOMALY',
    label: 'Heures facturées supérieures à la capacité théorique',
    message:
      'Les heures facturées ({valeur}) sont supérieures à la capacité théorique ({référence}, écart {écart}) : elles seront plafonnées à cette capacité.',
    thresholds: { max: atMost(10_000, 'PERCENT') },
  }),
  national({
    code: 'ACT-05',
    severity: 'ANOMALY',
    label: 'Heures réalisées supérieures à la capacité théorique',
    message: 'Les heures réalisées ({valeur}) sont supérieures à la capacité théorique ({référence}, écart {écart}).',
    thresholds: { max: atMost(10_000, 'PERCENT') },
    source: 'L’accueil en surnombre ne peut dépasser 100 % en moyenne sur la semaine (art. R. 2324-27 du Csp)',
  }),
  national({
    code: 'ACT-06',
    severity: 'ALERT',
    label: 'Taux d’occupation faible',
    message: 'Le taux d’occupation réel est de {valeur}, inférieur à {seuil}.',
    thresholds: { min: atLeast(5_000, 'PERCENT') },
    source: 'Seuil proposé ; taux d’occupation moyen proche de 70 % en 2010',
  }),
  national({
    code: 'ACT-07',
    severity: 'ALERT',
    label: 'Amplitude inhabituelle',
    message: 'L’amplitude journalière d’ouverture est de {valeur} (seuil {seuil}).',
    thresholds: { min: atLeast(500, 'HOURS_PER_DAY'), max: atMost(1_400, 'HOURS_PER_DAY') },
    source: 'Seuils proposés ; amplitude moyenne de 11 h en 2017',
  }),
  national({
    code: 'ACT-08',
    severity: 'ALERT',
    label: 'Nombre de jours d’ouverture inhabituel',
    message: 'L’équipement a ouvert {valeur} (seuil {seuil} pour la durée de la période).',
    thresholds: { min: atLeast(18_000, 'DAYS'), max: atMost(25_500, 'DAYS') },
    source: 'Seuils proposés pour une année entière ; 223,3 jours en moyenne en 2017',
  }),
  national({
    code: 'ACT-09',
    severity: 'ANOMALY',
    label: 'Nombre de places supérieur à l’autorisation',
    message: 'Le nombre de places ({valeur}) est supérieur à la capacité autorisée ({référence}).',
    thresholds: { tolerance: atMost(0, 'PLACES') },
  }),
  national({
    code: 'ACT-10',
    severity: 'ALERT',
    label: 'Changement du nombre de places',
    message: 'L’équipement compte {valeur} contre {référence} en {exercice} (écart {écart}).',
    actions: 'Si la capacité a changé, précisez la date d’effet et l’autorisation correspondante.',
    thresholds: { tolerance: atMost(0, 'PLACES') },
  }),
  national({
    code: 'ACT-11',
    severity: 'ALERT',
    label: 'Capacité théorique',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
  }),
  national({
    code: 'ACT-12',
    severity: 'ALERT',
    label: 'Heures réalisées',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
  }),
  national({
    code: 'ACT-13',
    severity: 'ALERT',
    label: 'Heures facturées',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
  }),
  national({
    code: 'ACT-14',
    severity: 'ALERT',
    label: 'Taux de facturation',
    thresholds: { tolerance: atMost(500, 'POINTS') },
  }),
  national({
    code: 'ACT-15',
    severity: 'ALERT',
    label: 'Nombre de jours d’ouverture',
    thresholds: { tolerance: atMost(1_000, 'DAYS') },
  }),
  national({
    code: 'ACT-16',
    severity: 'ALERT',
    label: 'Amplitude journalière d’ouverture',
    thresholds: { tolerance: atMost(50, 'HOURS_PER_DAY') },
  }),
  national({
    code: 'ACT-17',
    severity: 'ALERT',
    label: 'Fourniture des couches ou des repas modifiée',
    message:
      'La fourniture des couches ou des repas a changé depuis {exercice} ({détail}) : le prix plafond peut changer.',
  }),
  national({
    code: 'ACT-18',
    severity: 'ALERT',
    label: 'Nombre d’enfants inscrits par place',
    message: 'Le nombre d’enfants inscrits par place est de {valeur} (seuil {seuil}).',
    thresholds: { min: atLeast(100, 'RATIO'), max: atMost(600, 'RATIO') },
    source: 'Seuils proposés ; 2,5 enfants par place en 2010',
  }),
  national({
    code: 'ACT-19',
    severity: 'ANOMALY',
    label: 'Heures facturées par enfant',
    message:
      'Les heures facturées ({valeur}) dépassent la durée d’ouverture offerte aux enfants inscrits ({référence}) : un enfant ne peut être facturé au-delà de l’ouverture.',
    actions: 'Vérifiez les heures facturées et le nombre d’enfants inscrits.',
    thresholds: { max: atMost(10_000, 'PERCENT') },
  }),
  national({
    code: 'ACT-20',
    severity: 'ANOMALY',
    label: 'Capacité modulée supérieure à la capacité maximale',
    message: 'La capacité théorique reportée ({valeur}) est supérieure à places × jours × amplitude ({référence}).',
    actions: 'Reprenez le résultat de l’utilitaire de calcul.',
    thresholds: { tolerance: atMost(0, 'HOURS') },
  }),
  national({
    code: 'ACT-21',
    severity: 'ANOMALY',
    label: 'Cumul inférieur à l’actualisée précédente',
    message: 'Le cumul ne peut diminuer depuis la déclaration actualisée précédente : {détail}.',
    thresholds: { tolerance: atMost(0, 'HOURS') },
    types: ['UPDATED'],
  }),
  national({
    code: 'ACT-22',
    severity: 'ANOMALY',
    label: 'Total de l’année inférieur à la dernière actualisée',
    message: 'Le total de l’année ne peut être inférieur au cumul de la dernière déclaration actualisée : {détail}.',
    thresholds: { tolerance: atMost(0, 'HOURS') },
    types: ['ACTUAL'],
  }),
  national({
    code: 'ACT-23',
    severity: 'ALERT',
    label: 'Écart avec la déclaration prévisionnelle',
    message: 'Écart avec la prévisionnelle {exercice} ramenée à la période : {détail} (écart {écart}, seuil {seuil}).',
    thresholds: { tolerance: atMost(1_500, 'PERCENT') },
    types: ['UPDATED'],
  }),
  national({
    code: 'ACT-24',
    severity: 'ALERT',
    label: 'Écart avec la déclaration prévisionnelle',
    message: 'Écart avec la prévisionnelle {exercice} : {détail} (écart {écart}, seuil {seuil}).',
    thresholds: { tolerance: atMost(1_500, 'PERCENT') },
    types: ['ACTUAL'],
  }),
  ...FAMILY_SCALE_BOUNDS.map(({ min, max, ...dates }) =>
    national({
      code: 'ACT-25',
      severity: 'ALERT',
      label: 'Participation horaire moyenne hors barème',
      message:
        'La participation familiale moyenne est de {valeur}, hors des bornes du barème national (borne {seuil}).',
      thresholds: { min: atLeast(min, 'EURO_PER_HOUR'), max: atMost(max, 'EURO_PER_HOUR') },
      types: ['UPDATED'],
      ...dates,
    }),
  ),
  national({
    code: 'ACT-26',
    severity: 'ALERT',
    label: 'Part du régime général',
    message:
      'La part des heures du régime général est de {valeur}, le taux connu de la Caf est de {référence} (écart {écart}, seuil {seuil}).',
    actions: 'Vérifiez les heures du régime général. Si elles sont exactes, signalez à votre Caf le taux constaté.',
    thresholds: { tolerance: atMost(300, 'POINTS') },
  }),
];
