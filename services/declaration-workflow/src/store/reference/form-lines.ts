import type { FieldKind, FieldUnit, FormLineRow, Requirement } from '../../domain/form-definition.ts';

/**
 * The national forms as first loaded (domain.md sections 2.2 and 2.4). Rows live in the table `form_line`: this list only
 * feeds its migration. Account numbers other than 70641 are assumptions of domain.md section 2.4.
 */
const firstExercise = 2010;

type ByType = readonly [forecast: Requirement, updated: Requirement, actual: Requirement];

interface Options {
  readonly from?: number;
  readonly typedWhenModulated?: boolean;
  readonly formula?: string;
  readonly initial?: number;
}

const M = 'MANDATORY';
const O = 'OPTIONAL';
const D = 'DERIVED';
const absent = 'ABSENT';

let position = 0;

function row(
  section: FormLineRow['section'],
  side: FormLineRow['side'],
  group: string,
  code: string,
  field: string,
  [kind, unit]: readonly [FieldKind, FieldUnit],
  [FORECAST, UPDATED, ACTUAL]: ByType,
  label: string,
  help: string,
  options: Options = {},
): FormLineRow {
  position += 10;
  return {
    section,
    field,
    code,
    label,
    help,
    unit,
    kind,
    group,
    side,
    requirement: { FORECAST, UPDATED, ACTUAL },
    typedWhenModulated: options.typedWhenModulated ?? false,
    formula: options.formula ?? null,
    initial: options.initial ?? null,
    fromExercise: options.from ?? firstExercise,
    toExercise: null,
    position,
  };
}

const date = ['DATE', 'DATE'] as const;
const yesNo = ['BOOLEAN', 'YES_NO'] as const;
const hours = ['DECIMAL', 'HOURS'] as const;
const count = ['INTEGER', 'COUNT'] as const;
const euros = ['DECIMAL', 'EURO'] as const;

const opening = 'Ouverture de l’établissement';
const services = 'Services fournis aux familles';
const activity = 'Activité de la période';
const children = 'Enfants accueillis';
const remarks = 'Précision pour la Caf';

const activityLines: readonly FormLineRow[] = [
  row(
    'activity',
    null,
    opening,
    'A01',
    'activeFrom',
    date,
    [O, O, O],
    'Date d’ouverture dans l’exercice',
    'À renseigner seulement si l’établissement a ouvert en cours de période. Laissez vide s’il était déjà ouvert au premier jour.',
  ),
  row(
    'activity',
    null,
    opening,
    'A01',
    'activeTo',
    date,
    [O, O, O],
    'Date de fermeture dans l’exercice',
    'À renseigner seulement si l’établissement a fermé définitivement en cours de période. Laissez vide dans les autres cas.',
  ),
  row(
    'activity',
    null,
    opening,
    'A02',
    'places',
    ['DECIMAL', 'PLACES'],
    [M, M, M],
    'Nombre de places',
    'Nombre de places figurant dans l’autorisation de fonctionnement. Si l’agrément est modulé, indiquez le nombre maximum de places : la capacité se calcule par tranche horaire.',
  ),
  row(
    'activity',
    null,
    opening,
    'A03',
    'openingDays',
    ['INTEGER', 'DAYS'],
    [M, M, M],
    'Nombre de jours d’ouverture',
    'Jours où l’établissement a réellement ouvert pendant la période, sans les fermetures annuelles, les jours fériés et les fermetures exceptionnelles.',
  ),
  row(
    'activity',
    null,
    opening,
    'A04',
    'dailyOpeningHours',
    ['DECIMAL', 'HOURS_PER_DAY'],
    [M, M, M],
    'Amplitude journalière d’ouverture',
    'Nombre d’heures entre l’ouverture et la fermeture. Si les horaires varient selon les jours, indiquez la moyenne pondérée par le nombre de jours.',
  ),
  row(
    'activity',
    null,
    opening,
    'A05',
    'theoreticalCapacityHours',
    hours,
    [D, D, D],
    'Capacité théorique',
    'Places × jours d’ouverture × amplitude. Si l’agrément est modulé, reportez ici la somme, pour chaque tranche, des jours × heures × places.',
    { typedWhenModulated: true, formula: 'Places × jours × amplitude' },
  ),
  row(
    'activity',
    null,
    services,
    'A06',
    'suppliesNappies',
    yesNo,
    [M, M, M],
    'Fourniture des couches par l’établissement',
    'Répondez oui si les couches sont fournies à tous les enfants, sans supplément de prix.',
  ),
  row(
    'activity',
    null,
    services,
    'A07',
    'suppliesMeals',
    yesNo,
    [M, M, M],
    'Fourniture des repas (y compris collations et goûters)',
    'Répondez oui si les repas, les collations et les goûters sont fournis. Le lait infantile est facultatif : il ne change pas la réponse.',
  ),
  row(
    'activity',
    null,
    activity,
    'A08',
    'attendedHours',
    hours,
    [M, M, M],
    'Nombre d’heures réalisées',
    'Total des heures de présence réelle des enfants de moins de 6 ans, relevées à l’arrivée et au départ.',
  ),
  row(
    'activity',
    null,
    activity,
    'A09',
    'invoicedHours',
    hours,
    [M, M, M],
    'Nombre d’heures facturées aux familles',
    'Total des heures payées par les familles pour les enfants de moins de 6 ans, y compris les heures réservées, facturées et non réalisées.',
  ),
  row(
    'activity',
    null,
    activity,
    'A10',
    'invoicedHoursGeneralScheme',
    hours,
    [O, O, O],
    'dont heures facturées relevant du régime général',
    'Heures facturées pour les enfants des familles du régime général. Cette donnée facultative permet de vérifier le taux de ressortissants connu de la Caf.',
  ),
  row(
    'activity',
    null,
    activity,
    'A11',
    'hoursRegular',
    hours,
    [O, absent, O],
    'dont heures d’accueil régulier',
    'Répartition facultative des heures facturées. Si vous la remplissez, la somme des trois lignes doit égaler les heures facturées.',
  ),
  row(
    'activity',
    null,
    activity,
    'A11',
    'hoursOccasional',
    hours,
    [O, absent, O],
    'dont heures d’accueil occasionnel',
    'Accueil ponctuel, sans réservation régulière. Si vous remplissez la répartition, la somme des trois lignes doit égaler les heures facturées.',
  ),
  row(
    'activity',
    null,
    activity,
    'A11',
    'hoursEmergency',
    hours,
    [O, absent, O],
    'dont heures d’accueil d’urgence',
    'Accueil d’un enfant qui n’avait pas pu être prévu. Si vous remplissez la répartition, la somme des trois lignes doit égaler les heures facturées.',
  ),
  row(
    'activity',
    null,
    activity,
    'H05',
    'familyContributionsReminder',
    euros,
    [absent, M, absent],
    'Montant des participations familiales',
    'Participations des familles calculées selon le barème national pour la période. L’actualisée n’a pas de volet financier : ce montant se saisit ici.',
  ),
  row(
    'activity',
    null,
    activity,
    'A21',
    'exceptionalHours',
    hours,
    [M, M, M],
    'Nombre d’heures non facturées aux familles et intégralement prises en charge par la Psu en application d’une décision exceptionnelle de la Cnaf',
    'Laissez zéro, sauf information contraire de votre Caf.',
    { from: 2023, initial: 0 },
  ),
  row(
    'activity',
    null,
    activity,
    'A22',
    'trainingDays',
    ['INTEGER', 'DAYS'],
    [O, O, O],
    'Nombre de journées pédagogiques',
    'Journées de formation ou de réflexion de l’équipe, sans accueil d’enfants. Trois au plus par an sont financées.',
    { from: 2024 },
  ),
  row(
    'activity',
    null,
    children,
    'A12',
    'enrolledChildren',
    count,
    [O, O, M],
    'Nombre d’enfants différents inscrits',
    'Enfants accueillis au moins une fois pendant la période ; chacun compte une seule fois.',
  ),
  row(
    'activity',
    null,
    children,
    'A13',
    'childrenLowContribution',
    count,
    [O, absent, O],
    'dont enfants dont la participation horaire est inférieure à 1 €',
    'Indicateur d’accessibilité : nombre d’enfants dont la famille paie moins de 1 € de l’heure.',
  ),
  row(
    'activity',
    null,
    children,
    'A20',
    'childrenWithDisability',
    count,
    [O, O, O],
    'Nombre d’enfants porteurs de handicap',
    'En 2019, enfants bénéficiaires de l’Aeeh. Depuis 2020, s’y ajoutent les enfants suivis par une plateforme, un Camsp, un Sessad ou ayant un diagnostic. N’indiquez qu’un nombre, jamais un nom.',
    { from: 2019 },
  ),
  row(
    'activity',
    null,
    children,
    'A14',
    'teamMeetingHours',
    hours,
    [D, D, D],
    'Heures de concertation',
    'Calculées : nombre d’heures par place fixé par le barème × nombre de places.',
    { formula: 'Heures par place du barème × places' },
  ),
  row(
    'activity',
    null,
    remarks,
    'A15',
    'comment',
    ['TEXT', 'TEXT'],
    [O, O, O],
    'Commentaire',
    'Précision utile à la Caf. Ne nommez aucun enfant et ne donnez aucune information de santé.',
  ),
];

function charge(
  code: string,
  field: string,
  requirement: readonly [Requirement, Requirement],
  label: string,
  help: string,
): FormLineRow {
  return row(
    'financial',
    'CHARGES',
    'Charges',
    code,
    field,
    euros,
    [requirement[0], absent, requirement[1]],
    label,
    help,
  );
}

function produit(
  code: string,
  field: string,
  requirement: readonly [Requirement, Requirement],
  label: string,
  help: string,
): FormLineRow {
  return row(
    'financial',
    'PRODUITS',
    'Produits',
    code,
    field,
    euros,
    [requirement[0], absent, requirement[1]],
    label,
    help,
  );
}

function total(side: 'CHARGES' | 'PRODUITS', code: string, field: string, label: string, formula: string): FormLineRow {
  const group = side === 'CHARGES' ? 'Charges' : 'Produits';
  return row('financial', side, group, code, field, euros, [D, absent, D], label, `Calculé : ${formula}.`, { formula });
}

const MM = [M, M] as const;
const OM = [O, M] as const;
const OO = [O, O] as const;

const financialLines: readonly FormLineRow[] = [
  charge(
    '60',
    'c60Purchases',
    MM,
    'Achats',
    'Alimentation, couches, pharmacie, fournitures, énergie. Saisissez 0 si la ligne est sans objet.',
  ),
  charge(
    '61',
    'c61ExternalServices',
    MM,
    'Services extérieurs',
    'Loyers, entretien, assurances, documentation. Saisissez 0 si la ligne est sans objet.',
  ),
  charge(
    '62',
    'c62OtherExternalServices',
    MM,
    'Autres services extérieurs',
    'Personnel extérieur, nettoyage, formation, téléphone, affranchissement.',
  ),
  charge(
    '63A',
    'c63aPayrollTaxes',
    MM,
    'Impôts et taxes liés aux frais de personnel',
    'Taxe sur les salaires, participation à la formation continue.',
  ),
  charge('63B', 'c63bOtherTaxes', MM, 'Autres impôts et taxes', 'Taxe foncière, enlèvement des ordures ménagères.'),
  charge(
    '64',
    'c64Staff',
    MM,
    'Frais de personnel',
    'Salaires et charges sociales du personnel de l’établissement. Le personnel mis à disposition gratuitement se valorise au compte 86.',
  ),
  charge(
    '65',
    'c65OtherCurrent',
    MM,
    'Autres charges de gestion courante',
    'Redevances, frais de siège répartis entre les établissements.',
  ),
  charge('66', 'c66Financial', OM, 'Charges financières', 'Intérêts d’emprunt.'),
  charge(
    '67',
    'c67Exceptional',
    OM,
    'Charges exceptionnelles',
    'Charges qui ne se répètent pas d’un exercice à l’autre. Une part élevée demande une explication.',
  ),
  charge(
    '68',
    'c68Depreciation',
    OM,
    'Dotations aux amortissements, dépréciations et provisions',
    'Dotations de l’exercice, sans les reprises (compte 78).',
  ),
  charge('69', 'c69IncomeTax', OO, 'Impôts sur les bénéfices', 'Concerne les gestionnaires privés soumis à cet impôt.'),
  charge(
    '86',
    'c86InKindUse',
    MM,
    'Emploi des contributions volontaires en nature',
    'Valeur des locaux, du personnel et des prestations mis à disposition gratuitement. Doit égaler le compte 87.',
  ),
  total('CHARGES', 'TC', 'totalExpenses', 'Total des charges', 'comptes 60 à 69 et 86'),
  total('CHARGES', 'RE', 'surplus', 'Excédent', 'produits moins charges, quand les produits dépassent les charges'),
  produit(
    '70623',
    'p70623Psu',
    OM,
    'Prestation de service reçue de la Caf (Psu)',
    'Droit comptabilisé au titre de l’exercice, y compris le solde à recevoir.',
  ),
  produit(
    '70624',
    'p70624PsuSupportFund',
    OM,
    'Fonds d’accompagnement Psu et autres aides Caf au fonctionnement',
    'Aides de la Caf au fonctionnement, hors prestation de service unique.',
  ),
  produit(
    '70641',
    'p70641FamilyContributions',
    MM,
    'Participations familiales déductibles de la PS',
    'Participations calculées selon le barème national, y compris les majorations autorisées. Donnée indispensable : sans elle, la déclaration ne peut pas avancer.',
  ),
  produit(
    '70642',
    'p70642OtherFamilyIncome',
    MM,
    'Participations familiales non déductibles de la PS',
    'Suppléments hors barème, sorties, cotisations. Les majorations du barème s’inscrivent au compte 70641.',
  ),
  produit(
    '708',
    'p708Ancillary',
    OM,
    'Produits des activités annexes',
    'Recettes d’activités annexes à l’accueil des enfants.',
  ),
  produit('741', 'p741State', OM, 'Subventions de l’État', 'Subventions de fonctionnement versées par l’État.'),
  produit('742', 'p742Region', OM, 'Subventions de la région', 'Subventions de fonctionnement versées par la région.'),
  produit(
    '743',
    'p743Department',
    OM,
    'Subventions du département',
    'Subventions de fonctionnement versées par le département.',
  ),
  produit(
    '744',
    'p744Municipality',
    MM,
    'Subventions de la ou des communes',
    'Subventions des communes, y compris la subvention d’équilibre.',
  ),
  produit(
    '7451',
    'p7451NationalBodies',
    OM,
    'Subventions d’organismes nationaux, dont MSA',
    'Prestation versée par la MSA pour les familles du régime agricole et aides d’autres organismes nationaux.',
  ),
  produit(
    '7452',
    'p7452CafGrants',
    OM,
    'Subventions de la Caf hors Psu',
    'Contrat enfance jeunesse (jusqu’en 2022), fonds locaux.',
  ),
  produit(
    '746',
    'p746Epci',
    OM,
    'Subventions de l’EPCI (intercommunalité)',
    'Subventions de la communauté de communes, d’agglomération ou de la métropole.',
  ),
  produit('747', 'p747Companies', OM, 'Participations d’entreprises', 'Réservation de places par des employeurs.'),
  produit('748', 'p748Other', OM, 'Autres subventions', 'Subventions qui ne relèvent d’aucune autre ligne.'),
  produit('75', 'p75OtherCurrent', OM, 'Autres produits de gestion courante', 'Cotisations, dons, redevances reçues.'),
  produit('76', 'p76Financial', OM, 'Produits financiers', 'Intérêts et placements.'),
  produit(
    '77',
    'p77Exceptional',
    OM,
    'Produits exceptionnels',
    'Produits qui ne se répètent pas d’un exercice à l’autre.',
  ),
  produit(
    '78',
    'p78Reversals',
    OM,
    'Reprises sur amortissements, dépréciations et provisions',
    'Reprises de l’exercice.',
  ),
  produit(
    '79',
    'p79Transfers',
    OM,
    'Transferts de charges',
    'Aides aux contrats, indemnités journalières remboursées.',
  ),
  produit(
    '87',
    'p87InKindSource',
    MM,
    'Contrepartie des contributions volontaires',
    'Valeur des contributions gratuites reçues. Doit égaler le compte 86.',
  ),
  total('PRODUITS', 'TP', 'totalIncome', 'Total des produits', 'comptes 70 à 79 et 87'),
  total('PRODUITS', 'RD', 'deficit', 'Déficit', 'charges moins produits, quand les charges dépassent les produits'),
];

/** Every line, in the order of the forms. */
export const formLines: readonly FormLineRow[] = [...activityLines, ...financialLines];
