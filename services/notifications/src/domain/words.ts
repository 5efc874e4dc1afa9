import { formatDate, NARROW } from '@portail/platform/pure/french.ts';
import type { Kind } from './kinds.ts';
import type { NoticeFacts, Role, Section, Stage } from './notice.ts';

/** One thing that a message tells of, with the names it has today. */
export interface ToldItem {
  readonly equipmentId: string | null;
  readonly equipmentName: string | null;
  readonly commune: string | null;
  readonly declarationId: string | null;
  readonly facts: NoticeFacts;
}

/** A message in words: for the list of the portal and for the mail alike. */
export interface Words {
  title: string;
  /** What it means and what to do. */
  sentence: string;
  lines: { text: string; path: string }[];
  /** Things that are not in `lines`. */
  more: number;
  action: { label: string; path: string };
}

/** A message in words. @param total of the things told, of which `items` are the first */
export function wordsOf(kind: Kind, items: readonly ToldItem[], total: number): Words {
  const [first] = items;
  const several = total > 1;
  return {
    title: titleOf(kind, total, first?.facts ?? {}),
    sentence: sentenceOf(kind, several, first?.facts ?? {}),
    lines: items.flatMap((item) => {
      const text = lineOf(kind, item);
      return text === null ? [] : [{ text, path: pathOf(kind, item) }];
    }),
    more: Math.max(0, total - items.length),
    action: actionOf(kind, several, first),
  };
}

function titleOf(kind: Kind, total: number, { stage, section, roles }: NoticeFacts): string {
  const several = total > 1;
  switch (kind) {
    case 'OPENED':
      return several ? `${total} déclarations sont ouvertes` : 'Une déclaration est ouverte';
    case 'DEADLINE':
      return deadlineTitle(stage ?? 15, total);
    case 'SECTION_HANDED_BACK':
      return `${the(section)} vous sont rendues`;
    case 'SECTION_FINISHED':
      return `${the(section)} sont terminées`;
    case 'READY_TO_APPROVE':
      return 'Une déclaration est prête à être contrôlée et transmise';
    case 'DELEGATED':
      return `La correction des ${ofThe(section)} vous est déléguée`;
    case 'TRANSMITTED':
      return 'Accusé de réception d’une transmission';
    case 'VALIDATED':
      return several ? `${total} déclarations sont validées par la Caf` : 'Une déclaration est validée par la Caf';
    case 'REJECTED':
      return 'Une déclaration est rejetée par la Caf';
    case 'REOPENED':
      return 'Une déclaration validée est rouverte par la Caf';
    case 'CORRECTION_REQUESTED':
      return 'Un gestionnaire demande une correction';
    case 'CORRECTION_DECLINED':
      return 'La Caf n’a pas accepté la demande de correction';
    case 'MESSAGE_FROM_CAF':
      return several ? `La Caf vous a écrit ${total} messages` : 'La Caf vous a écrit';
    case 'MESSAGE_FROM_PARTNER':
      return several ? `${total} messages de gestionnaires` : 'Un gestionnaire vous a écrit';
    case 'HABILITATION_CHANGED':
      if (several) return `Vos habilitations ont changé sur ${total} équipements`;
      return roles?.length === 0 ? 'Une habilitation vous a été retirée' : 'Vos habilitations ont changé';
    case 'PASSWORD_CHANGED':
      return 'Votre mot de passe a été modifié';
    case 'SECOND_FACTOR_REMOVED':
      return 'Votre validation en deux étapes est désactivée';
  }
}

function deadlineTitle(stage: Stage, total: number): string {
  const what = total > 1 ? `${total} déclarations` : 'une déclaration';
  if (stage > 0) return `Dans ${stage} jours${NARROW}: échéance pour ${what}`;
  return stage === -1
    ? `Échéance dépassée depuis hier pour ${what}`
    : `Échéance dépassée depuis ${-stage} jours pour ${what}`;
}

function sentenceOf(kind: Kind, several: boolean, { stage, dataHash, at }: NoticeFacts): string {
  const they = several ? 'les déclarations ci-dessous' : 'la déclaration ci-dessous';
  switch (kind) {
    case 'OPENED':
      return `La Caf attend ${they}. Saisissez la partie qui vous revient, puis contrôlez-la.`;
    case 'DEADLINE':
      return (stage ?? 15) > 0
        ? `La Caf attend ${they}. Terminez ce qui vous revient avant l’échéance.`
        : `La Caf n’a pas reçu ${they}. Terminez ce qui vous revient dès que possible, ou prenez contact avec votre Caf.`;
    case 'SECTION_HANDED_BACK':
      return 'L’approbateur attend que vous les repreniez. Son message est sur la page de la déclaration.';
    case 'SECTION_FINISHED':
      return 'La fin de saisie est cochée. La déclaration pourra être transmise quand l’autre partie sera terminée.';
    case 'READY_TO_APPROVE':
      return 'Toutes les parties sont terminées. Contrôlez l’ensemble de la déclaration, puis transmettez-la à la Caf.';
    case 'DELEGATED':
      return 'L’approbateur vous demande de corriger cette partie après la décision de la Caf.';
    case 'TRANSMITTED':
      return `La Caf a reçu la déclaration${at ? ` le ${parisMoment(at)}` : ''}. Conservez ce message. Empreinte de ce qui a été transmis${NARROW}: ${dataHash ?? ''}.`;
    case 'VALIDATED':
      return `La Caf a validé ${they}. Vous n’avez plus rien à faire.`;
    case 'REJECTED':
      return 'La Caf demande une correction. Lisez son motif sur la page de la déclaration, corrigez ou déléguez la correction, puis transmettez de nouveau.';
    case 'REOPENED':
      return 'La Caf a rouvert la déclaration. Lisez son motif sur la page de la déclaration, corrigez, puis transmettez de nouveau.';
    case 'CORRECTION_REQUESTED':
      return 'Lisez la demande sur la page de la déclaration, puis acceptez-la ou répondez au gestionnaire.';
    case 'CORRECTION_DECLINED':
      return 'La réponse de la Caf est sur la page de la déclaration.';
    case 'MESSAGE_FROM_CAF':
    case 'MESSAGE_FROM_PARTNER':
      return 'Lisez et répondez dans le dossier de la déclaration. Par prudence, rien n’en est repris ici.';
    case 'HABILITATION_CHANGED':
      return 'La Caf a modifié ce que vous pouvez faire. Vos rôles à jour sont sur votre page « Mon compte ».';
    case 'PASSWORD_CHANGED':
      return `Si ce changement${at ? `, fait le ${parisMoment(at)},` : ''} ne vient pas de vous, choisissez un autre mot de passe avec « Mot de passe oublié${NARROW}? » et prévenez votre Caf.`;
    case 'SECOND_FACTOR_REMOVED':
      return `Désormais${at ? `, depuis le ${parisMoment(at)},` : ''} seul votre mot de passe ouvre votre compte. Vous pouvez réactiver la validation depuis « Mon compte ». Si vous n’avez rien demandé, modifiez votre mot de passe et prévenez votre Caf.`;
  }
}

function lineOf(kind: Kind, { equipmentName, commune, facts }: ToldItem): string | null {
  if (equipmentName === null) return null;
  const where = commune ? `${equipmentName} (${commune})` : equipmentName;
  if (kind === 'HABILITATION_CHANGED') return `${where}${NARROW}: ${rolesInWords(facts.roles ?? [])}`;
  const what = `${typeLabel(facts)} ${facts.exercise ?? ''}`.trim();
  const due = facts.dueOn ? `, à transmettre avant le ${formatDate(facts.dueOn)}` : '';
  return `${where}${NARROW}: ${what}${kind === 'OPENED' || kind === 'DEADLINE' ? due : ''}`;
}

function pathOf(kind: Kind, { declarationId, equipmentId }: ToldItem): string {
  if (isMessage(kind) && declarationId) return `/declarations/${declarationId}/messages`;
  if (kind === 'CORRECTION_REQUESTED' && declarationId) return `/declarations/${declarationId}`;
  if (equipmentId) return `/equipements/${equipmentId}`;
  return '/';
}

const isMessage = (kind: Kind) => kind === 'MESSAGE_FROM_CAF' || kind === 'MESSAGE_FROM_PARTNER';

function actionOf(kind: Kind, several: boolean, first: ToldItem | undefined): Words['action'] {
  switch (kind) {
    case 'PASSWORD_CHANGED':
    case 'SECOND_FACTOR_REMOVED':
    case 'HABILITATION_CHANGED':
      return { label: 'Ouvrir « Mon compte »', path: '/mon-compte' };
    case 'CORRECTION_REQUESTED':
      return { label: 'Lire la demande', path: first ? pathOf(kind, first) : '/' };
    case 'MESSAGE_FROM_PARTNER':
      if (several || !first) return { label: 'Lire les messages', path: '/messages' };
      return { label: 'Lire le message', path: pathOf(kind, first) };
    default:
      if (several || !first) return { label: 'Voir ce qui m’attend', path: '/' };
      return { label: isMessage(kind) ? 'Lire le message' : 'Ouvrir l’équipement', path: pathOf(kind, first) };
  }
}

const the = (section: Section | undefined) =>
  section === 'FINANCIAL' ? 'Les données financières' : 'Les données d’activité';
const ofThe = (section: Section | undefined) =>
  section === 'FINANCIAL' ? 'données financières' : 'données d’activité';

const months = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
];
const monthOf = (day: string | undefined) => months[Number(day?.slice(5, 7)) - 1] ?? '';

function typeLabel({ type, periodStart, periodEnd }: NoticeFacts): string {
  if (type === 'FORECAST') return 'prévisionnelle';
  if (type === 'UPDATED') return `actualisée de ${monthOf(periodStart)} à ${monthOf(periodEnd)}`;
  return 'réelle';
}

const roleLabels: Readonly<Record<Role, string>> = {
  ACTIVITY_PROVIDER: 'fournisseur de données d’activité',
  FINANCIAL_PROVIDER: 'fournisseur de données financières',
  APPROVER: 'approbateur',
};

/** « approbateur, fournisseur de données d’activité », or that there is none any more. */
export function rolesInWords(roles: readonly Role[]): string {
  const held = (Object.keys(roleLabels) as Role[]).filter((role) => roles.includes(role));
  return held.length === 0 ? 'plus aucun rôle' : held.map((role) => roleLabels[role]).join(', ');
}

const moment = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  ...({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
});

/** « 28/11/2026 à 15 h 30 », in Paris. */
export function parisMoment(instant: string): string {
  const [day, hour = ''] = moment.format(new Date(instant)).split(' ');
  return `${day} à ${hour.replace(':', `${NARROW}h${NARROW}`)}`;
}
