import { Refusal, type FieldRefusal, type RefusalKind } from '@portail/platform/pure/refusal.ts';

/** Every no of this service and its French sentence. */
const sentences = {
  FORBIDDEN: ['forbidden', 'Votre profil ne permet pas cette action.'],
  NOTHING_TO_PUBLISH: [
    'rule',
    'Aucune déclaration réelle de cet exercice n’est validée\u202f: il n’y a pas de moyenne à publier.',
  ],
  MEANS_CHANGED: [
    'conflict',
    'Des déclarations ont été validées ou rouvertes depuis cet aperçu, ou une autre personne a publié. Relisez les chiffres à jour, puis publiez.',
  ],
  LIST_REFUSED: [
    'rule',
    'Cette liste de moyennes contient des lignes refusées : rien n’est publié. Corrigez-les dans le fichier, puis choisissez-le de nouveau.',
  ],
  NOTHING_NEW: ['rule', 'Ces moyennes sont déjà publiées\u202f: rien n’a changé depuis.'],
} as const satisfies Record<string, readonly [RefusalKind, string]>;

/** Codes of the refusals that have a sentence of their own. */
export type RefusalCode = keyof typeof sentences;

/** A refusal with its sentence. */
export function refuse(code: RefusalCode): Refusal {
  const [kind, sentence] = sentences[code];
  return new Refusal(kind, code, sentence);
}

/** A refusal about one field of what was sent; its sentence stands at the field too. */
export function refuseField(code: string, path: string, sentence: string): Refusal {
  const errors: FieldRefusal[] = [{ path, code, message: sentence }];
  return new Refusal('rule', code, sentence, errors);
}
