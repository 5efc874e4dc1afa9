/** Everything a person may be told of. */
export const kinds = [
  'OPENED',
  'DEADLINE',
  'SECTION_HANDED_BACK',
  'SECTION_FINISHED',
  'READY_TO_APPROVE',
  'DELEGATED',
  'TRANSMITTED',
  'VALIDATED',
  'REJECTED',
  'REOPENED',
  'CORRECTION_REQUESTED',
  'CORRECTION_DECLINED',
  'MESSAGE_FROM_CAF',
  'MESSAGE_FROM_PARTNER',
  'HABILITATION_CHANGED',
  'PASSWORD_CHANGED',
  'SECOND_FACTOR_REMOVED',
] as const;

/** One of them. */
export type Kind = (typeof kinds)[number];

/** Who is told of a kind. */
export type Audience = 'PARTNER' | 'CAF' | 'EVERYBODY';

/** What holds for all messages of a kind. */
export interface KindRule {
  /** As it stands in the person’s choices. */
  readonly label: string;
  readonly audience: Audience;
  /** Due by right: its mail cannot be switched off. */
  readonly byRight: boolean;
  /** Several at once are one message; the mail waits this long for the others, milliseconds. */
  readonly gathers: number;
}

const minute = 60_000;
const rule = (label: string, more: Partial<Omit<KindRule, 'label'>> = {}): KindRule => ({
  label,
  ...{ audience: 'PARTNER', byRight: false, gathers: 0 },
  ...more,
});

/** Acts that are often done many at a time are gathered; a receipt or a hand-back leaves at once. */
export const rules: Readonly<Record<Kind, KindRule>> = {
  OPENED: rule('Une déclaration est ouverte par la Caf', { gathers: minute }),
  DEADLINE: rule('Une échéance approche ou est dépassée', { gathers: minute }),
  SECTION_HANDED_BACK: rule('Une partie vous est rendue par l’approbateur'),
  SECTION_FINISHED: rule('Une partie est terminée'),
  READY_TO_APPROVE: rule('Une déclaration est prête à être contrôlée et transmise'),
  DELEGATED: rule('Une correction vous est déléguée'),
  TRANSMITTED: rule('Accusé de réception d’une transmission', { byRight: true }),
  VALIDATED: rule('Une déclaration est validée par la Caf', { byRight: true, gathers: minute }),
  REJECTED: rule('Une déclaration est rejetée par la Caf', { byRight: true }),
  REOPENED: rule('Une déclaration validée est rouverte par la Caf', { byRight: true }),
  CORRECTION_REQUESTED: rule('Un gestionnaire demande la correction d’une déclaration', { audience: 'CAF' }),
  CORRECTION_DECLINED: rule('La Caf répond à une demande de correction', { byRight: true }),
  MESSAGE_FROM_CAF: rule('La Caf vous écrit dans le dossier d’une déclaration', { gathers: minute }),
  MESSAGE_FROM_PARTNER: rule('Un gestionnaire écrit dans le dossier d’une déclaration', {
    audience: 'CAF',
    gathers: minute,
  }),
  HABILITATION_CHANGED: rule('Vos habilitations changent', { byRight: true, gathers: minute }),
  PASSWORD_CHANGED: rule('Votre mot de passe a été modifié', { audience: 'EVERYBODY', byRight: true }),
  SECOND_FACTOR_REMOVED: rule('Votre validation en deux étapes est désactivée', {
    audience: 'EVERYBODY',
    byRight: true,
  }),
};

/** The kinds that a population may be told of, in the order in which they are shown. */
export function kindsOf(population: 'PARTNER' | 'CAF'): readonly Kind[] {
  return kinds.filter((kind) => [population, 'EVERYBODY'].includes(rules[kind].audience));
}

/** What somebody switched off, without what is due by right. */
export function mutedKinds(asked: readonly Kind[]): readonly Kind[] {
  return kinds.filter((kind) => asked.includes(kind) && !rules[kind].byRight);
}
