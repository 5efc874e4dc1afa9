/** Password of every demo account; it meets both policies. */
export const demoPassword = 'moufles-2016';

export type DemoRole = 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER';

/** A person of the demo whose account is published. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  /** What they may do, in words. */
  readonly roles: string;
  readonly password: string;
  readonly site: 'portal' | 'admin';
}

/** A partner user: roles by equipment name. */
export interface DemoPartnerUser {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly partner: string;
  readonly habilitations: Readonly<Record<string, readonly DemoRole[]>>;
  readonly words: string;
}

/** An agent or administrator. */
export interface DemoAgent {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly population: 'CAF_AGENT' | 'CAF_ADMIN' | 'CNAF_ADMIN';
  readonly cafCodes: readonly string[];
  readonly words: string;
}

export const moufletterie = 'La Moufletterie';
export const annex = 'La Moufletterie du Cours';
export const petitsPas = 'Les Petits Pas';
export const arcEnCiel = 'Arc-en-Ciel Gare';

const all = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;

/** Partner users with a published account; other partners have one user each, who holds every role. */
export const demoPartnerUsers: readonly DemoPartnerUser[] = [
  {
    email: 'activite@moufletterie.example',
    givenName: 'Claire',
    familyName: 'Roux',
    partner: 'Association La Moufletterie',
    habilitations: { [moufletterie]: ['ACTIVITY_PROVIDER'] },
    words: `fournisseur de données d’activité de ${moufletterie}`,
  },
  {
    email: 'finances@moufletterie.example',
    givenName: 'Karim',
    familyName: 'Benali',
    partner: 'Association La Moufletterie',
    habilitations: { [moufletterie]: ['FINANCIAL_PROVIDER'] },
    words: `fournisseur de données financières de ${moufletterie}`,
  },
  {
    email: 'approbation@moufletterie.example',
    givenName: 'Hélène',
    familyName: 'Marchand',
    partner: 'Association La Moufletterie',
    habilitations: { [moufletterie]: ['APPROVER'], [annex]: ['APPROVER'] },
    words: `approbatrice de ${moufletterie} et de ${annex}`,
  },
  {
    email: 'comptable@moufletterie.example',
    givenName: 'Luc',
    familyName: 'Perrin',
    partner: 'Association La Moufletterie',
    habilitations: { [annex]: ['ACTIVITY_PROVIDER'], 'La Moufletterie à domicile': ['FINANCIAL_PROVIDER'] },
    words: `activité de ${annex}, finances de La Moufletterie à domicile`,
  },
  {
    email: 'bureau@moufletterie.example',
    givenName: 'Nadia',
    familyName: 'Lefort',
    partner: 'Association La Moufletterie',
    habilitations: {
      [annex]: ['FINANCIAL_PROVIDER'],
      'La Moufletterie à domicile': ['ACTIVITY_PROVIDER', 'APPROVER'],
    },
    words: `finances de ${annex}, activité et approbation de La Moufletterie à domicile`,
  },
  {
    email: 'direction@petits-pas.example',
    givenName: 'Sophie',
    familyName: 'Garnier',
    partner: 'Association Les Petits Pas',
    habilitations: { [petitsPas]: all },
    words: `tous les rôles sur ${petitsPas}`,
  },
  {
    email: 'saisie@petits-pas.example',
    givenName: 'Julien',
    familyName: 'Moreau',
    partner: 'Association Les Petits Pas',
    habilitations: { 'Les Petits Pas du Lac': ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'] },
    words: 'activité et finances des Petits Pas du Lac',
  },
  {
    email: 'presidence@petits-pas.example',
    givenName: 'Marie',
    familyName: 'Aubry',
    partner: 'Association Les Petits Pas',
    habilitations: { 'Les Petits Pas du Lac': ['APPROVER'] },
    words: 'approbatrice des Petits Pas du Lac',
  },
  {
    email: 'petite-enfance@montrevel.example',
    givenName: 'Isabelle',
    familyName: 'Chauvet',
    partner: 'Ville de Montrevel',
    habilitations: {},
    words: 'tous les rôles sur les équipements de la Ville de Montrevel',
  },
  {
    email: 'direction@arc-en-ciel.example',
    givenName: 'Thomas',
    familyName: 'Vidal',
    partner: 'Arc-en-Ciel Crèches',
    habilitations: {},
    words: 'tous les rôles sur les équipements d’Arc-en-Ciel Crèches (autre Caf)',
  },
];

export const demoAgents: readonly DemoAgent[] = [
  {
    email: 'agent@caf371.example',
    givenName: 'Paul',
    familyName: 'Lambert',
    population: 'CAF_AGENT',
    cafCodes: ['371'],
    words: 'agent de la Caf 371',
  },
  {
    email: 'agent@caf861.example',
    givenName: 'Anne',
    familyName: 'Delmas',
    population: 'CAF_AGENT',
    cafCodes: ['861'],
    words: 'agente de la Caf 861',
  },
  {
    email: 'administration@caf371.example',
    givenName: 'Rachid',
    familyName: 'Haddad',
    population: 'CAF_ADMIN',
    cafCodes: ['371'],
    words: 'administrateur de la Caf 371',
  },
  {
    email: 'administration@cnaf.example',
    givenName: 'Béatrice',
    familyName: 'Renaud',
    population: 'CNAF_ADMIN',
    cafCodes: [],
    words: 'administratrice nationale',
  },
];

/** Every published account, with where it signs in and what it may do. */
export const demoAccounts: readonly DemoAccount[] = [
  ...demoPartnerUsers.map((user) => account(user, 'portal')),
  ...demoAgents.map((agent) => account(agent, 'admin')),
];

function account(person: DemoPartnerUser | DemoAgent, site: DemoAccount['site']): DemoAccount {
  const { email, givenName, familyName, words } = person;
  return { email, name: `${givenName} ${familyName}`, roles: words, password: demoPassword, site };
}
