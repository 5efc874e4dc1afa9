import { Refusal, type FieldRefusal, type RefusalKind } from '@portail/platform/pure/refusal.ts';

interface Sentence {
  readonly kind: RefusalKind;
  /** What is wrong, where, what to do. */
  readonly detail: string;
}

/** Every refusal of this service: stable code → kind and the French sentence people read. */
export const refusalTable = {
  // Who
  ROLE_REQUIRED: {
    kind: 'forbidden',
    detail: 'Votre rôle sur cet équipement ne permet pas cette action. Adressez-vous à la personne qui tient ce rôle.',
  },
  APPROVER_DOES_NOT_EDIT: {
    kind: 'forbidden',
    detail:
      'L’approbateur ne modifie pas les données avant leur transmission. Rouvrez la section pour que son fournisseur la corrige.',
  },
  CORRECTION_BY_APPROVER: {
    kind: 'forbidden',
    detail:
      'Cette version corrige un renvoi de la Caf : seul l’approbateur la modifie, sauf s’il vous délègue la section.',
  },
  CORRECTION_DELEGATED: {
    kind: 'forbidden',
    detail:
      'La correction de cette section est déléguée à son fournisseur. Reprenez la délégation pour la modifier vous-même.',
  },
  CAF_ONLY: {
    kind: 'forbidden',
    detail: 'Cette action est réservée aux agents de la Caf de l’équipement.',
  },
  // State of the declaration
  NOTHING_SAVED: {
    kind: 'rule',
    detail: 'Aucune donnée n’est encore enregistrée. Saisissez d’abord les données demandées.',
  },
  ALREADY_TRANSMITTED: {
    kind: 'rule',
    detail:
      'La déclaration est transmise à la Caf : elle ne peut plus être modifiée. Son approbateur peut demander une correction à la Caf.',
  },
  ALREADY_VALIDATED: {
    kind: 'rule',
    detail: 'La déclaration est validée par la Caf : elle ne peut plus être modifiée, sauf si la Caf la rouvre.',
  },
  CANCELLED: {
    kind: 'rule',
    detail: 'La Caf a annulé cette déclaration : aucune action n’est attendue.',
  },
  NOT_TRANSMITTED: {
    kind: 'rule',
    detail: 'La déclaration n’est pas transmise : la Caf ne peut pas encore se prononcer.',
  },
  NOT_VALIDATED: {
    kind: 'rule',
    detail: 'Seule une déclaration validée peut être rouverte.',
  },
  // State of a section
  SECTION_NOT_REQUIRED: {
    kind: 'rule',
    detail:
      'Une déclaration actualisée n’a pas de données financières : saisissez les participations familiales avec les données d’activité.',
  },
  SECTION_EMPTY: {
    kind: 'rule',
    detail: 'Cette section est vide. Saisissez et enregistrez ses données avant de continuer.',
  },
  SECTION_LOCKED: {
    kind: 'rule',
    detail: 'La saisie de cette section est terminée. Demandez à l’approbateur de la rouvrir pour la modifier.',
  },
  SECTION_NOT_LOCKED: {
    kind: 'rule',
    detail: 'La saisie de cette section n’est pas terminée : il n’y a rien à rouvrir.',
  },
  SECTION_NOT_CONTROLLED: {
    kind: 'rule',
    detail: 'Contrôlez d’abord cette section et expliquez chaque point signalé, puis terminez la saisie.',
  },
  // Controls
  CONTROLS_PENDING: {
    kind: 'conflict',
    detail: 'Le contrôle des données est en cours. Patientez quelques secondes, puis recommencez.',
  },
  BLOCKING_CONTROLS: {
    kind: 'rule',
    detail: 'Des données manquent ou sont incohérentes. Corrigez les points signalés, puis recommencez.',
  },
  EXPLANATIONS_MISSING: {
    kind: 'rule',
    detail: 'Des écarts restent à expliquer. Complétez la zone « Explication » de chaque point signalé.',
  },
  CONTROLS_NOT_RUN: {
    kind: 'rule',
    detail: 'Lancez d’abord le contrôle de cette étape : les points à expliquer seront alors connus.',
  },
  CONTROL_NOT_RAISED: {
    kind: 'rule',
    detail: 'Ce point n’est plus signalé par les contrôles : aucune explication n’est attendue.',
  },
  RESULT_CHANGED: {
    kind: 'conflict',
    detail:
      'Les données ont changé depuis l’affichage de ce point. Relisez-le, puis confirmez ou modifiez votre explication.',
  },
  EXPLANATION_LENGTH: {
    kind: 'rule',
    detail: 'Une explication compte de 10 à 2 000 caractères. Modifiez votre texte, puis enregistrez-le de nouveau.',
  },
  TEXT_LENGTH: {
    kind: 'rule',
    detail: 'Le texte dépasse 2 000 caractères. Raccourcissez-le, puis enregistrez-le de nouveau.',
  },
  MOTIVE_LENGTH: {
    kind: 'rule',
    detail: 'Le motif compte de 20 à 2 000 caractères. Précisez ce qui est attendu du partenaire.',
  },
  // Whole declaration and transmission: codes of domain.md section 4.5
  'DEC-06': {
    kind: 'rule',
    detail:
      'Une section a changé ou ses contrôles ont évolué depuis la fin de sa saisie. Rouvrez-la pour qu’elle soit contrôlée de nouveau.',
  },
  'DEC-07': {
    kind: 'rule',
    detail:
      'La saisie de chaque section doit être terminée avant cette étape. Relancez la personne dont la section est en cours.',
  },
  'DEC-12': {
    kind: 'rule',
    detail:
      'Attestez l’exactitude des données et acceptez les conditions générales d’utilisation en vigueur, puis transmettez.',
  },
  DECLARATION_CONTROLS_NOT_RUN: {
    kind: 'rule',
    detail: 'Contrôlez d’abord l’ensemble de la déclaration, puis transmettez-la.',
  },
  // Correction
  NO_CORRECTION: {
    kind: 'rule',
    detail: 'Aucune correction n’est en cours : cette version ne suit ni un rejet ni une réouverture.',
  },
  ALREADY_DELEGATED: {
    kind: 'rule',
    detail: 'La correction de cette section est déjà déléguée.',
  },
  NOT_DELEGATED: {
    kind: 'rule',
    detail: 'La correction de cette section n’est pas déléguée : il n’y a rien à reprendre.',
  },
  CORRECTION_ALREADY_REQUESTED: {
    kind: 'rule',
    detail:
      'Une demande de correction attend déjà la réponse de la Caf. Attendez sa réponse avant d’en faire une autre.',
  },
  NO_CORRECTION_REQUEST: {
    kind: 'rule',
    detail: 'Aucune demande de correction n’attend votre réponse. Relisez l’historique de la déclaration.',
  },
  STILL_EDITABLE: {
    kind: 'rule',
    detail:
      'La déclaration n’est pas transmise : aucune demande à la Caf n’est nécessaire. Corrigez les données, ou rouvrez leur section.',
  },
  REQUEST_LENGTH: {
    kind: 'rule',
    detail: 'La demande compte de 20 à 2 000 caractères. Précisez la donnée à corriger et la raison.',
  },
  DECLINE_LENGTH: {
    kind: 'rule',
    detail: 'La réponse compte de 20 à 2 000 caractères. Expliquez au partenaire pourquoi la demande est refusée.',
  },
  // Remarks of the Caf on lines of a form
  REMARKS_REFUSED: {
    kind: 'rule',
    detail: 'Une remarque n’a pas pu être prise. Corrigez les remarques signalées : la déclaration n’est pas rejetée.',
  },
  REMARK_UNKNOWN_LINE: {
    kind: 'rule',
    detail: 'Cette ligne n’existe pas dans le formulaire de la déclaration.',
  },
  REMARK_TWICE: {
    kind: 'rule',
    detail: 'Cette ligne a déjà une remarque. Réunissez les deux en une seule.',
  },
  REMARK_LENGTH: {
    kind: 'rule',
    detail: 'Une remarque compte de 1 à 500 caractères. Modifiez son texte.',
  },
  NOTHING_TO_CORRECT: {
    kind: 'rule',
    detail:
      'Pour limiter la correction aux lignes remarquées, ajoutez au moins une remarque sur une donnée que le partenaire saisit.',
  },
  LINE_NOT_OPEN: {
    kind: 'rule',
    detail:
      'La Caf a limité la correction aux lignes qui portent une remarque. Rétablissez les autres, ou appelez votre référent.',
  },
  // Work of the agents
  NOT_CLEAN: {
    kind: 'rule',
    detail: 'Cette déclaration a des écarts expliqués ou une demande de correction. Instruisez-la avant de la valider.',
  },
  ASSIGNED_MEANWHILE: {
    kind: 'conflict',
    detail: 'Cette déclaration vient d’être attribuée ou libérée par une autre personne. Relisez la liste.',
  },
  ASSIGNEE_UNKNOWN: {
    kind: 'rule',
    detail: 'Cette personne n’instruit pas les déclarations de cet équipement. Choisissez un agent de sa Caf.',
  },
  FILTER_NAME: {
    kind: 'rule',
    detail: 'Donnez un nom à ce filtre pour le retrouver.',
  },
  TOO_MANY_FILTERS: {
    kind: 'rule',
    detail: 'Vous gardez déjà 30 filtres. Supprimez-en un avant d’en garder un autre.',
  },
  TEMPLATE_NOT_YOURS: {
    kind: 'forbidden',
    detail:
      'Les modèles d’une Caf sont écrits par ses administrateurs, les modèles nationaux par ceux de la Cnaf. Proposez-leur votre texte.',
  },
  TEMPLATE_REFUSED: {
    kind: 'rule',
    detail: 'Le modèle n’est pas publié. Corrigez les champs signalés.',
  },
  TEMPLATE_TITLE: {
    kind: 'rule',
    detail: 'Un titre compte de 1 à 80 caractères. Modifiez-le.',
  },
  TEMPLATE_TITLE_TAKEN: {
    kind: 'rule',
    detail: 'Un autre modèle en service porte ce titre. Donnez-en un autre, ou modifiez ce modèle-là.',
  },
  TEMPLATE_TEXT: {
    kind: 'rule',
    detail: 'Un modèle compte de 20 à 2 000 caractères. Modifiez son texte.',
  },
  CAMPAIGN_TEMPLATE_NOT_YOURS: {
    kind: 'forbidden',
    detail:
      'Les dates nationales sont décidées par les administrateurs de la Cnaf. Votre campagne peut avoir les siennes.',
  },
  CAMPAIGN_TEMPLATE_REFUSED: {
    kind: 'rule',
    detail: 'Les dates ne sont pas enregistrées. Corrigez les champs signalés.',
  },
  DAY_OF_YEAR: {
    kind: 'rule',
    detail: 'Ce jour n’existe pas chaque année. Choisissez-en un autre.',
  },
  DUE_BEFORE_OPENING: {
    kind: 'rule',
    detail: 'La date limite précède l’ouverture. Choisissez un jour qui la suit.',
  },
  CAMPAIGN_SOURCE: {
    kind: 'rule',
    detail: 'Indiquez d’où viennent ces dates, en 300 caractères au plus.',
  },
  FORM_NOT_YOURS: {
    kind: 'forbidden',
    detail:
      'Les formulaires nationaux sont publiés par les administrateurs de la Cnaf. Un administrateur de votre Caf peut leur proposer un changement.',
  },
  MESSAGE_TEXT: {
    kind: 'rule',
    detail: 'Un message compte de 1 à 2\u202f000 caractères. Modifiez-le.',
  },
  FORM_PROPOSER: {
    kind: 'forbidden',
    detail: 'Les changements des formulaires nationaux sont proposés par les administrateurs des Caf.',
  },
  FORM_INCONSISTENT: {
    kind: 'rule',
    detail: 'Le formulaire n’est pas complet ou se contredit. Corrigez les cellules signalées.',
  },
  CAF_SETTINGS_NOT_YOURS: {
    kind: 'forbidden',
    detail: 'Les réglages d’une Caf sont décidés par ses administrateurs. Adressez-vous à l’un d’eux.',
  },
  EXERCISE_NOT_OVER: {
    kind: 'rule',
    detail: 'Cet exercice n’est pas terminé. Il pourra être clos à partir du 1er janvier suivant.',
  },
  FOUR_EYES: {
    kind: 'rule',
    detail:
      'Vous avez modifié cet équipement aujourd’hui et votre Caf demande un double regard. Un autre agent validera ou rejettera la déclaration, ou vous demain.',
  },
  // Opening
  CAMPAIGN_NAME: {
    kind: 'rule',
    detail: 'Un nom de campagne compte de 1 à 80 caractères. Donnez-lui un nom que vos collègues reconnaîtront.',
  },
  EQUIPMENT_CLOSED: {
    kind: 'rule',
    detail: 'L’équipement est fermé pendant cette période. Vérifiez ses dates d’ouverture et de fermeture.',
  },
  NOT_AUTHORIZED: {
    kind: 'rule',
    detail:
      'Aucune autorisation de fonctionnement ne couvre cette période. Enregistrez-la avant d’ouvrir la déclaration.',
  },
  PERIOD_NOT_ALLOWED: {
    kind: 'rule',
    detail: 'Cette période n’existe pas pour ce type de déclaration. Choisissez l’une des périodes proposées.',
  },
  DECLARATION_EXISTS: {
    kind: 'conflict',
    detail:
      'Une déclaration de même équipement, exercice, type et période existe déjà. Ouvrez-la, ou annulez-la d’abord.',
  },
  EXERCISE_CLOSED: {
    kind: 'rule',
    detail: 'L’exercice est clos : ses déclarations ne peuvent plus être rouvertes.',
  },
  // Values of a form
  VALUES_REFUSED: {
    kind: 'rule',
    detail: 'Certaines données ne peuvent pas être enregistrées. Corrigez les champs signalés : rien n’a été modifié.',
  },
} as const satisfies Record<string, Sentence>;

/** Code of a refusal of this service. */
export type RefusalCode = keyof typeof refusalTable;

/** The refusal of a code, with the fields at fault. */
export function refuse(code: RefusalCode, errors: readonly FieldRefusal[] = []): Refusal {
  const { kind, detail } = refusalTable[code];
  return new Refusal(kind, code, detail, errors);
}
