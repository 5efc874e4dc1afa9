import type { FastifyReply } from 'fastify';
import { nonceOf } from '../security/headers.ts';
import { otherSite, type Site } from '../site.ts';
import { pageText, type Page } from '../static/page.ts';
import type { Entry } from './population.ts';

const signIn = { address: '/auth/login', text: 'Se connecter' };
const retry = { address: '/auth/login', text: 'Réessayer' };

/** Keycloak or Redis does not answer. */
export const connectionUnavailable: Page = {
  title: 'Connexion indisponible',
  paragraphs: [
    'Le service de connexion ne répond pas pour le moment. Les personnes déjà connectées peuvent continuer leur travail.',
    'Réessayez dans quelques minutes. Si cela dure, prévenez votre Caf.',
  ],
  links: [retry],
};

/** What came back from Keycloak is unknown here: too late, twice, or in another browser. */
export const signInNotFinished: Page = {
  title: 'La connexion n’a pas abouti',
  paragraphs: [
    'La page de connexion est restée ouverte trop longtemps, a déjà servi, ou a été ouverte dans un autre navigateur.',
    'Rien n’est perdu : connectez-vous de nouveau.',
  ],
  links: [signIn],
};

/** Too many attempts from one address. */
export const tooManyAttempts: Page = {
  title: 'Trop de tentatives de connexion',
  paragraphs: [
    'Beaucoup de connexions ont été demandées depuis votre réseau en peu de temps. Patientez une minute, puis recommencez.',
  ],
  links: [retry],
};

/** Something we did not foresee; the logs know more. */
export const incident: Page = {
  title: 'Incident technique',
  paragraphs: ['Un incident technique a empêché la connexion. Réessayez dans quelques instants.'],
  links: [retry],
};

/**
 * The person is known to Keycloak, but this site is not theirs.
 * @param signOut where they end the session that Keycloak has just opened
 * @param otherOrigin origin of the other site
 */
export function notYourSite(
  site: Site,
  reason: (Entry & { admitted: false })['reason'],
  signOut: string,
  otherOrigin: string,
): Page {
  const other = otherSite(site.name);
  const why = {
    'other-site': `Votre compte ouvre l’autre site : « ${other.title} ».`,
    both: 'Votre compte porte à la fois des droits de partenaire et d’agent, ce qui n’est pas permis. Demandez à votre administrateur de le corriger.',
    none: 'Votre compte n’a pas encore reçu de droits. Demandez-les à votre Caf.',
  }[reason];
  return {
    title: 'Ce site n’est pas ouvert à votre compte',
    paragraphs: [
      `Ce site est réservé ${site.reservedTo}.`,
      why,
      'Pour utiliser un autre compte, déconnectez-vous d’abord.',
    ],
    links: [
      { address: signOut, text: 'Se déconnecter' },
      ...(reason === 'other-site' ? [{ address: `${otherOrigin}/`, text: `Aller sur « ${other.title} »` }] : []),
    ],
  };
}

/** Sends a page that no cache keeps. */
export function sendPage(reply: FastifyReply, status: number, page: Page, site: Site): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(pageText(page, site.title, nonceOf(reply)));
}
