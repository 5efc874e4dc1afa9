import type { CorrectionRequest, DeclarationView } from '@api/workflow/workflow.types';
import { nameOf } from '@ui/words/declaration-name';

/** What an agent may do with a declaration (T9, T10, T13, T14, T16). */
export type Decision = 'VALIDATE' | 'REJECT' | 'DECLINE_CORRECTION' | 'REOPEN' | 'CANCEL';

export interface DecisionWords {
  readonly title: string;
  /** What will happen, before deciding. */
  readonly effect: string;
  readonly label: string;
  readonly help: string;
  readonly submit: string;
  /** 0 when the text may be left out. */
  readonly minLength: number;
}

/** Longest note or motive, in characters. */
export const LONGEST_TEXT = 2000;

export function decisionWords(decision: Decision, version: number): DecisionWords {
  const motive = { help: 'Dites ce qui est attendu, précisément. Ne nommez aucun enfant.', minLength: 20 };
  switch (decision) {
    case 'VALIDATE':
      return {
        title: 'Valider la déclaration',
        effect:
          'Elle entre dans l’historique de l’équipement et dans les statistiques. Le partenaire ne pourra plus la modifier.',
        label: 'Note, lue par le partenaire',
        help: '',
        submit: 'Valider la déclaration',
        minLength: 0,
      };
    case 'REJECT':
      return {
        title: 'Rejeter la déclaration',
        effect: `La version ${version} est close avec ce motif. La version ${version + 1}, avec les mêmes données, part aussitôt chez le partenaire\u202f: l’approbateur lit le motif et corrige.`,
        label: 'Motif du rejet',
        submit: 'Rejeter la déclaration',
        ...motive,
      };
    case 'DECLINE_CORRECTION':
      return {
        title: 'Refuser la correction',
        effect: `La version ${version} reste transmise et attend votre décision. Le partenaire lit votre réponse et peut faire une autre demande.`,
        label: 'Réponse au partenaire',
        help: 'Dites pourquoi la correction n’est pas acceptée. Ne nommez aucun enfant.',
        submit: 'Envoyer le refus',
        minLength: 20,
      };
    case 'REOPEN':
      return {
        title: 'Rouvrir la déclaration',
        effect: `La version ${version} reste validée. La version ${version + 1}, avec les mêmes données, part chez le partenaire pour être corrigée.`,
        label: 'Motif de la réouverture',
        submit: 'Rouvrir la déclaration',
        ...motive,
      };
    case 'CANCEL':
      return {
        title: 'Annuler la déclaration',
        effect: 'Plus personne ne pourra la saisir, la transmettre ni l’instruire. Ce choix est définitif.',
        label: 'Motif de l’annulation',
        submit: 'Annuler la déclaration',
        ...motive,
      };
  }
}

/** The motive a rejection starts with when the partner asked for a correction; the agent may change it (decision 9.9). */
export function motiveOfRequest(request: CorrectionRequest | null): string {
  return request?.state === 'PENDING' ? `À la demande du partenaire\u202f: ${request.text}` : '';
}

/** What has happened, in a sentence, from the state the service answered. */
export function confirmationOf(decision: Decision, after: DeclarationView): string {
  const what = `${nameOf(after)} de ${after.equipment.name}`;
  switch (decision) {
    case 'VALIDATE':
      return `${what}\u202f: la déclaration est validée. Elle entre dans l’historique de l’équipement.`;
    case 'REJECT':
      return `${what}\u202f: la version ${after.version - 1} est rejetée. La version ${after.version} attend la correction de l’approbateur, qui lit votre motif.`;
    case 'DECLINE_CORRECTION':
      return `${what}\u202f: la demande de correction est refusée. Le partenaire lit votre réponse.`;
    case 'REOPEN':
      return `${what}\u202f: la déclaration est rouverte. La version ${after.version - 1} reste validée, la version ${after.version} attend la correction du partenaire.`;
    case 'CANCEL':
      return `${what}\u202f: la déclaration est annulée. Plus aucune action n’est attendue.`;
  }
}

/** What is wrong with the text, to say beside it; null when it may be sent. */
export function textError(text: string, words: Pick<DecisionWords, 'minLength'>): string | null {
  const length = text.trim().length;
  if (length < words.minLength) {
    return `Écrivez ${words.minLength} caractères au moins\u202f: le partenaire doit comprendre ce qui est attendu.`;
  }
  if (length > LONGEST_TEXT) return 'Le texte dépasse 2\u202f000 caractères. Raccourcissez-le.';
  return null;
}
