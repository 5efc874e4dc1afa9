import type { ControlRule } from '../../domain/rule-sheet.ts';
import { atMost, national, WITH_ACCOUNTS } from './national-rule.ts';

/** 10⁹ euros or hours, in hundredths: the largest figure a form accepts. */
const LARGEST = 100_000_000_000;
const FORMAT = 'Indiquez un nombre positif, avec deux décimales au plus, inférieur à un milliard.';

/** Controls inside the forms (domain.md 4.2), all blocking. */
export const FIELD_CONTROL_RULES: readonly ControlRule[] = [
  national({
    code: 'ACT-B01',
    severity: 'BLOCKING',
    label: 'Champ obligatoire',
    message: 'Renseignez le champ « {champ} ».',
    actions: 'Complétez ce champ pour continuer.',
  }),
  national({
    code: 'ACT-B02',
    severity: 'BLOCKING',
    label: 'Nombre de jours d’ouverture',
    message: 'Le nombre de jours d’ouverture ({valeur}) dépasse les {seuil} de la période.',
    actions: 'Indiquez les jours réellement ouverts entre le début et la fin de la période.',
  }),
  national({
    code: 'ACT-B03',
    severity: 'BLOCKING',
    label: 'Amplitude journalière d’ouverture',
    message: 'L’amplitude ({valeur}) doit être supérieure à zéro et ne peut dépasser {seuil}.',
    actions: 'Indiquez le nombre d’heures entre l’ouverture et la fermeture.',
    thresholds: { max: atMost(2_400, 'HOURS_PER_DAY') },
    source: 'Une journée compte 24 heures',
  }),
  national({
    code: 'ACT-B04',
    severity: 'BLOCKING',
    label: 'Heures réalisées et facturées',
    message:
      'Les heures réalisées ({référence}) et les heures facturées ({valeur}) sont incohérentes : l’un des deux totaux est nul.',
    actions: 'Renseignez les deux totaux, ou mettez-les tous deux à zéro.',
  }),
  national({
    code: 'ACT-B05',
    severity: 'BLOCKING',
    label: 'Nombre d’enfants',
    message: 'Un sous-total d’enfants ({valeur}) est supérieur au nombre d’enfants inscrits ({référence}).',
    actions: 'Corrigez le sous-total ou le nombre d’enfants inscrits.',
  }),
  national({
    code: 'ACT-B06',
    severity: 'BLOCKING',
    label: 'Répartition des heures facturées',
    message:
      'La somme des heures d’accueil régulier, occasionnel et d’urgence ({valeur}) doit égaler les heures facturées ({référence}).',
    actions: 'Corrigez la répartition, ou laissez-la entièrement vide : elle est facultative.',
    thresholds: { tolerance: atMost(100, 'HOURS') },
  }),
  national({
    code: 'ACT-B07',
    severity: 'BLOCKING',
    label: 'Heures exceptionnelles',
    message: 'Le nombre d’heures exceptionnelles ({valeur}) doit rester à zéro pour cet exercice.',
    actions: 'Remettez cette ligne à zéro : aucune décision de la Cnaf ne l’ouvre pour cet exercice.',
    from: 2023,
    source: 'Consigne aux gestionnaires : laisser à zéro sauf information de la Caf',
  }),
  national({
    code: 'ACT-B08',
    severity: 'BLOCKING',
    label: 'Capacité théorique d’un agrément modulé',
    message: 'L’agrément est modulé : reportez la capacité théorique calculée avec l’utilitaire de calcul.',
    actions: 'Renseignez la capacité théorique annuelle.',
  }),
  national({
    code: 'ACT-B09',
    severity: 'BLOCKING',
    label: 'Participations familiales',
    message: 'Renseignez le montant des participations familiales de la période.',
    actions: 'Une déclaration actualisée ne peut être contrôlée sans ce montant.',
    types: ['UPDATED'],
    source: 'Guide utilisateur du portail, juillet 2016',
  }),
  national({
    code: 'ACT-B10',
    severity: 'BLOCKING',
    label: 'Format',
    message: 'La valeur du champ « {champ} » n’a pas un format valide.',
    actions: FORMAT,
    thresholds: { max: atMost(LARGEST, 'COUNT') },
  }),
  national({
    code: 'FIN-B01',
    severity: 'BLOCKING',
    label: 'Participations familiales déductibles de la PS (compte 70641)',
    message: 'Le montant des participations familiales déductibles de la PS (compte 70641) n’est pas renseigné.',
    actions: 'Renseignez ce montant : sans lui, la saisie ne peut continuer.',
    types: WITH_ACCOUNTS,
    source: 'Guide utilisateur du portail, juillet 2016',
  }),
  national({
    code: 'FIN-B02',
    severity: 'BLOCKING',
    label: 'Ligne obligatoire',
    message: 'Renseignez la ligne « {champ} ».',
    actions: 'Saisissez 0 si la ligne est sans objet.',
    types: WITH_ACCOUNTS,
  }),
  national({
    code: 'FIN-B03',
    severity: 'BLOCKING',
    label: 'Total des charges',
    message: 'Le total des charges ne peut être nul.',
    actions: 'Renseignez au moins une ligne de charges.',
    types: WITH_ACCOUNTS,
  }),
  national({
    code: 'FIN-B04',
    severity: 'BLOCKING',
    label: 'Format',
    message: 'Le montant de la ligne « {champ} » n’a pas un format valide.',
    actions: FORMAT,
    thresholds: { max: atMost(LARGEST, 'COUNT') },
    types: WITH_ACCOUNTS,
  }),
];
