import type { Page } from '../static/page.ts';
import { forgottenPassword } from './page.ts';

const again = { address: forgottenPassword, text: 'Recommencer' };

/** Identity, Keycloak or Redis does not answer: nothing was noted. */
export const requestImpossible: Page = {
  title: 'Demande impossible pour le moment',
  paragraphs: ['Votre demande n’a pas pu être enregistrée. Réessayez dans quelques minutes.'],
  links: [again],
};

/** What came is not our form, or does not come from it. */
export const foreignForm: Page = {
  title: 'Demande refusée',
  paragraphs: ['Cette demande ne vient pas de la page du site. Remplissez le formulaire sur cette page.'],
  links: [again],
};

/** Too many from one address. */
export const tooManyRequests: Page = {
  title: 'Trop de demandes',
  paragraphs: [
    'Beaucoup de demandes sont venues de votre réseau en peu de temps. Patientez une minute, puis recommencez.',
  ],
  links: [again],
};
