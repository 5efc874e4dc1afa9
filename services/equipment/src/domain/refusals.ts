import { Refusal, type FieldRefusal, type RefusalKind } from '@portail/platform/pure/refusal.ts';

/** Every no of this service and its French sentence. */
const sentences = {
  FORBIDDEN: ['forbidden', 'Votre profil ne permet pas cette action.'],
  OTHER_CAF: ['forbidden', 'Vous ne pouvez enregistrer un équipement que pour votre Caf.'],
  PARTNER_UNKNOWN: ['rule', 'Ce gestionnaire n’est pas enregistré. Enregistrez-le d’abord.'],
  IDEQU_TAKEN: ['rule', 'Un équipement de votre Caf porte déjà ce numéro IDEQU.'],
  INVALID_IDENTITY: [
    'rule',
    'Les renseignements de l’équipement contiennent une erreur. Corrigez les champs signalés.',
  ],
  PARTNER_NAME: ['rule', 'Écrivez le nom du gestionnaire.'],
  INVALID_AUTHORIZATION: ['rule', 'L’autorisation contient une erreur. Corrigez les champs signalés.'],
  AUTHORIZATION_OVERLAP: [
    'rule',
    'Une autorisation prend déjà effet à cette date ou plus tard. Indiquez une date postérieure à la dernière autorisation.',
  ],
  AUTHORIZATION_ORDER: [
    'rule',
    'La date d’effet corrigée doit rester entre celles de l’autorisation précédente et de la suivante.',
  ],
  AUTHORIZATION_UNKNOWN: [
    'rule',
    'Aucune autorisation de cet équipement ne prend effet à cette date. Actualisez la page, puis recommencez.',
  ],
  INVALID_REASON: ['rule', 'Le motif compte de 5 à 500 caractères. Dites en une phrase ce qui s’est passé.'],
  INVALID_CLOSING: ['rule', 'La fermeture contient une erreur. Corrigez les champs signalés.'],
  NOT_CLOSED: ['rule', 'Cet équipement n’a pas de fermeture à annuler.'],
  PREVIEW_OUTDATED: [
    'conflict',
    'Des taux ou des équipements ont changé depuis l’aperçu. Relisez l’aperçu mis à jour, puis enregistrez.',
  ],
  INVALID_NOTE: ['rule', 'Les dates du texte contiennent une erreur. Corrigez les champs signalés.'],
} as const satisfies Record<string, readonly [RefusalKind, string]>;

/** Codes of the refusals of this service’s decisions. */
export type RefusalCode = keyof typeof sentences;

/** A refusal with its sentence, and the fields at fault. */
export function refuse(code: RefusalCode, errors: readonly FieldRefusal[] = []): Refusal {
  const [kind, detail] = sentences[code];
  return new Refusal(kind, code, detail, errors);
}
