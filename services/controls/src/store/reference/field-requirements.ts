import type { DeclarationType } from '../../domain/declaration-data.ts';
import type { FieldRequirement } from '../../domain/rule-sheet.ts';
import { EVERY_TYPE, WITH_ACCOUNTS } from './national-rule.ts';

const FIRST_EXERCISE = 2013;
type Kind = FieldRequirement['kind'];

function activity(
  field: string,
  label: string,
  kind: Kind,
  mandatoryFor: readonly DeclarationType[] = [],
  fromExercise = FIRST_EXERCISE,
): FieldRequirement {
  return { field, section: 'ACTIVITY', label, kind, mandatoryFor, fromExercise, toExercise: null };
}

function line(field: string, label: string, mandatoryFor: readonly DeclarationType[]): FieldRequirement {
  return {
    field,
    section: 'FINANCIAL',
    label,
    kind: 'HUNDREDTHS',
    mandatoryFor,
    fromExercise: FIRST_EXERCISE,
    toExercise: null,
  };
}

const NEVER: readonly DeclarationType[] = [];
const ACTUAL_ONLY: readonly DeclarationType[] = ['ACTUAL'];

/**
 * Which fields may not stay empty, by type (domain.md 2.2 and 2.4, columns P, A, R). The capacity of a modulated approval
 * and the contributions of an actualisée have controls of their own (ACT-B08, ACT-B09).
 */
export const FIELD_REQUIREMENTS: readonly FieldRequirement[] = [
  activity('activeFrom', 'Date d’ouverture dans l’exercice', 'DATE'),
  activity('activeTo', 'Date de fermeture dans l’exercice', 'DATE'),
  activity('places', 'Nombre de places', 'HUNDREDTHS', EVERY_TYPE),
  activity('openingDays', 'Nombre de jours d’ouverture', 'WHOLE', EVERY_TYPE),
  activity('dailyOpeningHours', 'Amplitude journalière d’ouverture', 'HUNDREDTHS', EVERY_TYPE),
  activity('theoreticalCapacityHours', 'Capacité théorique annuelle', 'HUNDREDTHS'),
  activity('suppliesNappies', 'Fourniture des couches par l’établissement', 'FLAG', EVERY_TYPE),
  activity('suppliesMeals', 'Fourniture des repas (y compris collations et goûters)', 'FLAG', EVERY_TYPE),
  activity('attendedHours', 'Nombre d’heures réalisées', 'HUNDREDTHS', EVERY_TYPE),
  activity('invoicedHours', 'Nombre d’heures facturées aux familles', 'HUNDREDTHS', EVERY_TYPE),
  activity('invoicedHoursGeneralScheme', 'dont heures facturées relevant du régime général', 'HUNDREDTHS'),
  activity('hoursRegular', 'Heures d’accueil régulier', 'HUNDREDTHS'),
  activity('hoursOccasional', 'Heures d’accueil occasionnel', 'HUNDREDTHS'),
  activity('hoursEmergency', 'Heures d’accueil d’urgence', 'HUNDREDTHS'),
  activity('enrolledChildren', 'Nombre d’enfants différents inscrits', 'WHOLE', ACTUAL_ONLY),
  activity('childrenLowContribution', 'dont enfants dont la participation horaire est inférieure à 1 €', 'WHOLE'),
  activity('familyContributionsReminder', 'Montant des participations familiales', 'HUNDREDTHS'),
  activity('comment', 'Commentaire', 'TEXT'),
  activity('childrenWithDisability', 'Nombre d’enfants porteurs de handicap', 'WHOLE', NEVER, 2019),
  activity(
    'exceptionalHours',
    'Nombre d’heures non facturées aux familles et intégralement prises en charge par la Psu en application d’une décision exceptionnelle de la Cnaf',
    'HUNDREDTHS',
    EVERY_TYPE,
    2023,
  ),
  activity('trainingDays', 'Nombre de journées pédagogiques', 'WHOLE', NEVER, 2024),
  line('c60Purchases', '60 Achats', WITH_ACCOUNTS),
  line('c61ExternalServices', '61 Services extérieurs', WITH_ACCOUNTS),
  line('c62OtherExternalServices', '62 Autres services extérieurs', WITH_ACCOUNTS),
  line('c63aPayrollTaxes', '63A Impôts et taxes liés aux frais de personnel', WITH_ACCOUNTS),
  line('c63bOtherTaxes', '63B Autres impôts et taxes', WITH_ACCOUNTS),
  line('c64Staff', '64 Frais de personnel', WITH_ACCOUNTS),
  line('c65OtherCurrent', '65 Autres charges de gestion courante', WITH_ACCOUNTS),
  line('c66Financial', '66 Charges financières', ACTUAL_ONLY),
  line('c67Exceptional', '67 Charges exceptionnelles', ACTUAL_ONLY),
  line('c68Depreciation', '68 Dotations aux amortissements, dépréciations et provisions', ACTUAL_ONLY),
  line('c69IncomeTax', '69 Impôts sur les bénéfices', NEVER),
  line('c86InKindUse', '86 Emploi des contributions volontaires en nature', WITH_ACCOUNTS),
  line('p70623Psu', '70623 Prestation de service reçue de la Caf (Psu)', ACTUAL_ONLY),
  line('p70624PsuSupportFund', '70624 Fonds d’accompagnement Psu et autres aides de la Caf', ACTUAL_ONLY),
  line('p70641FamilyContributions', '70641 Participations familiales déductibles de la PS', WITH_ACCOUNTS),
  line('p70642OtherFamilyIncome', '70642 Participations familiales non déductibles de la PS', WITH_ACCOUNTS),
  line('p708Ancillary', '708 Produits des activités annexes', ACTUAL_ONLY),
  line('p741State', '741 Subventions de l’État', ACTUAL_ONLY),
  line('p742Region', '742 Subventions de la Région', ACTUAL_ONLY),
  line('p743Department', '743 Subventions du Département', ACTUAL_ONLY),
  line('p744Municipality', '744 Subventions de la ou des communes', WITH_ACCOUNTS),
  line('p7451NationalBodies', '7451 Organismes nationaux, dont Msa', ACTUAL_ONLY),
  line('p7452CafGrants', '7452 Caf, subventions hors Psu', ACTUAL_ONLY),
  line('p746Epci', '746 Epci (intercommunalité)', ACTUAL_ONLY),
  line('p747Companies', '747 Entreprises (réservation de places)', ACTUAL_ONLY),
  line('p748Other', '748 Autres subventions', ACTUAL_ONLY),
  line('p75OtherCurrent', '75 Autres produits de gestion courante', ACTUAL_ONLY),
  line('p76Financial', '76 Produits financiers', ACTUAL_ONLY),
  line('p77Exceptional', '77 Produits exceptionnels', ACTUAL_ONLY),
  line('p78Reversals', '78 Reprises sur amortissements, dépréciations et provisions', ACTUAL_ONLY),
  line('p79Transfers', '79 Transferts de charges', ACTUAL_ONLY),
  line('p87InKindSource', '87 Contrepartie des contributions volontaires', WITH_ACCOUNTS),
];
