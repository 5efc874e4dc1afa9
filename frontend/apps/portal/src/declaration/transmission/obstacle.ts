import type { DeclarationView } from '@api/workflow/workflow.types';
import { sentence } from '@ui/words/count-of';

/** What keeps a declaration from being transmitted by this person, and whether the whole-declaration control is the way. */
export interface Obstacle {
  readonly text: string;
  readonly toControl: boolean;
}

/** Says it in a sentence, the first thing to do first. */
export function obstacleTo(declaration: Pick<DeclarationView, 'roles' | 'steps'>): Obstacle {
  if (!declaration.roles.includes('APPROVER')) {
    return {
      text: 'La transmission revient à l’approbateur de l’équipement, quand chaque section est terminée et que la déclaration est contrôlée.',
      toControl: false,
    };
  }
  const control = declaration.steps.find((step) => step.key === 'DECLARATION_CONTROLS');
  switch (control?.state) {
    case 'TO_DO':
      return { text: 'La déclaration n’est pas encore contrôlée.', toControl: true };
    case 'TO_EXPLAIN':
      return { text: `${sentence(control.stateLabel)} avant de transmettre.`, toControl: true };
    case 'IN_PROGRESS':
      return { text: 'Le contrôle de la déclaration est en cours. Ouvrez-le pour en suivre l’issue.', toControl: true };
    case 'DONE':
    case 'LOCKED':
      return { text: 'Cette déclaration ne peut pas être transmise pour le moment.', toControl: true };
    default: {
      const left = declaration.steps.filter(({ key, state }) => key.endsWith('_ENTRY') && state !== 'LOCKED');
      const names = left.map(({ label }) => `«\u202f${label}\u202f»`).join(' et ');
      return {
        text: names ? `${names}\u202f: à terminer d’abord.` : 'La saisie est à terminer d’abord.',
        toControl: true,
      };
    }
  }
}
