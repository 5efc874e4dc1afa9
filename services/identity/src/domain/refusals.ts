import { Refusal, type FieldRefusal, type RefusalKind } from '@portail/platform/pure/refusal.ts';

/** Every no of this service and its French sentence. */
const sentences = {
  FORBIDDEN: ['forbidden', 'Votre profil ne permet pas cette action.'],
  NOT_REGISTERED: ['forbidden', 'Votre compte n’est rattaché à aucune habilitation active. Adressez-vous à votre Caf.'],
  OTHER_CAF: ['forbidden', 'Vous ne pouvez agir que pour votre Caf.'],
  PARTNER_REQUIRED: ['rule', 'Un utilisateur partenaire appartient à un gestionnaire, et à un seul.'],
  PARTNER_UNKNOWN: ['rule', 'Ce gestionnaire n’a pas d’équipement dans votre Caf.'],
  CAF_CODES_REQUIRED: ['rule', 'Indiquez au moins un code Caf pour cette personne.'],
  CAF_CODES_REFUSED: ['rule', 'Cette personne n’est rattachée à aucune Caf : retirez les codes Caf.'],
  EMAIL_TAKEN: ['rule', 'Cette adresse électronique ne peut pas être utilisée : elle l’est peut-être déjà.'],
  OTHER_PARTNER: ['rule', 'Cet équipement relève d’un autre gestionnaire que celui de la personne.'],
  HABILITATION_DATE: ['rule', 'La date d’effet est invalide : indiquez le jour même ou un jour à venir.'],
  NOT_HABILITATED: ['rule', 'Cette personne n’a pas de rôle sur cet équipement à partir de cette date.'],
  NOT_A_PARTNER_USER: ['rule', 'Seuls les utilisateurs partenaires reçoivent des rôles sur des équipements.'],
  ALREADY_SUSPENDED: ['rule', 'Cette personne est déjà suspendue.'],
  NOT_SUSPENDED: ['rule', 'Cette personne n’est pas suspendue.'],
  SUSPENDED: ['rule', 'Cette personne est suspendue : rétablissez d’abord son accès.'],
  OWN_SUSPENSION: ['rule', 'Vous ne pouvez pas suspendre votre propre compte.'],
  OWN_SECOND_FACTOR: ['rule', 'Désactivez la vôtre depuis « Mon compte ».'],
  SIGN_IN_AGAIN: ['precondition-required', 'Confirmez d’abord que c’est vous : connectez-vous de nouveau.'],
  REASON_REQUIRED: ['rule', 'Indiquez le motif en dix caractères au moins : il reste dans le journal.'],
  TERMS_OUTDATED: [
    'rule',
    'Les conditions générales ont changé entre-temps. Actualisez la page, lisez-les, puis acceptez-les.',
  ],
  TERMS_REFUSED: ['rule', 'La version n’est pas publiée. Corrigez les champs signalés.'],
  TERMS_CONTENT: ['rule', 'Le texte compte de 200 à 20 000 caractères. Modifiez-le.'],
  TERMS_DATE: ['rule', 'Choisissez un jour à venir, après ceux des versions déjà publiées.'],
  TERMS_IN_FORCE: ['rule', 'Cette version est en vigueur : elle ne peut plus être retirée. Publiez-en une autre.'],
  ACCOUNTS_UNAVAILABLE: [
    'unavailable',
    'Le service des comptes ne répond pas. Rien n’a été enregistré. Réessayez dans quelques instants.',
  ],
  PASSWORD_REFUSED: ['rule', 'Le mot de passe ne respecte pas la règle en vigueur.'],
} as const satisfies Record<string, readonly [RefusalKind, string]>;

/** Codes of the refusals of this service. */
export type RefusalCode = keyof typeof sentences;

/** A refusal with its sentence, and the fields at fault. */
export function refuse(code: RefusalCode, errors: readonly FieldRefusal[] = []): Refusal {
  const [kind, detail] = sentences[code];
  return new Refusal(kind, code, typographic(detail), errors);
}

/** The narrow no-break spaces that French wants before some signs and inside « ». */
export function typographic(sentence: string): string {
  return sentence.replace(/ ([:;!?»])/g, '\u202f$1').replace(/« /g, '«\u202f');
}
