import { notFound, stale, type Refusal } from '@portail/platform/pure/refusal.ts';
import { cafCodesOf, managesPopulation, managesUser, type Act, type Actor } from './access.ts';
import { dayBefore, isDay, parisDay } from '@portail/platform/pure/calendar.ts';
import type { UserEvent, UserRegistered } from './events.ts';
import { reasonIn } from './precautions.ts';
import { refuse } from './refusals.ts';
import type { Habilitation, KnownEquipment, KnownPartner, Population, Role, User } from './user.ts';

/** A person to register. */
export interface Registration {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly population: Population;
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
}

/** What is asked of a registered person. */
export type Command =
  /** From that day on these roles and no others; none withdraws them all. */
  | {
      readonly act: 'GRANT_HABILITATION';
      readonly equipmentId: string;
      readonly roles: readonly Role[];
      readonly effectiveFrom: string;
      readonly documentReference: string;
    }
  | { readonly act: 'REVOKE_HABILITATION'; readonly equipmentId: string }
  | { readonly act: 'SUSPEND' }
  | { readonly act: 'REINSTATE' }
  | { readonly act: 'FORCE_PASSWORD_CHANGE' }
  | { readonly act: 'RESET_SECOND_FACTOR'; readonly reason: string };

/** What the decision needs to know beside the person. */
export interface Context {
  /** The person’s gestionnaire. */
  readonly partner: KnownPartner | undefined;
  /** The equipment that the command names. */
  readonly equipment: KnownEquipment | undefined;
}

/** The identifier under which an address is known: surrounding spaces and capitals do not count. */
export function identifierOf(email: string): string {
  return email.trim().toLowerCase();
}

/** Says whether the actor may register this person; asked before an account is created. */
export function decideRegistration(
  asked: Registration,
  partner: KnownPartner | undefined,
  { actor }: Act,
): Omit<User, 'subject'> | Refusal {
  if (!managesPopulation(actor, asked.population)) return refuse('FORBIDDEN');
  const refusal = asked.population === 'PARTNER' ? partnerRefusal(asked, partner, actor) : cafRefusal(asked, actor);
  if (refusal) return refusal;
  return {
    id: asked.id,
    revision: 1,
    email: identifierOf(asked.email),
    givenName: asked.givenName.trim(),
    familyName: asked.familyName.trim(),
    population: asked.population,
    status: 'ACTIVE',
    partnerId: asked.partnerId,
    habilitations: [],
    cafCodes: asked.cafCodes,
    termsVersion: null,
  };
}

/** The event of a registration, once the account exists. */
export function registered(user: Omit<User, 'subject'>, subject: string): UserRegistered {
  return { type: 'UserRegistered', user: { ...user, subject } };
}

function partnerRefusal(asked: Registration, partner: KnownPartner | undefined, actor: Actor): Refusal | undefined {
  if (asked.partnerId === null) return refuse('PARTNER_REQUIRED');
  if (asked.cafCodes.length > 0) return refuse('CAF_CODES_REFUSED');
  return managesUser(actor, asked, partner) ? undefined : refuse('PARTNER_UNKNOWN');
}

function cafRefusal(asked: Registration, actor: Actor): Refusal | undefined {
  if (asked.partnerId !== null) return refuse('PARTNER_REQUIRED');
  if (asked.population === 'CNAF_ADMIN') return asked.cafCodes.length > 0 ? refuse('CAF_CODES_REFUSED') : undefined;
  if (asked.cafCodes.length === 0) return refuse('CAF_CODES_REQUIRED');
  return managesUser(actor, asked, undefined) ? undefined : refuse('OTHER_CAF');
}

/**
 * Decides an act on a person. Not found when the person, or the equipment named, is not the actor’s to know.
 * @param expectedRevision the revision the actor was looking at
 */
export function decide(
  user: User,
  expectedRevision: number,
  command: Command,
  context: Context,
  act: Act,
): readonly UserEvent[] | Refusal {
  if (!managesUser(act.actor, user, context.partner)) return notFound();
  if (user.revision !== expectedRevision) return stale();
  switch (command.act) {
    case 'GRANT_HABILITATION':
    case 'REVOKE_HABILITATION': {
      const { equipment } = context;
      if (user.population !== 'PARTNER') return refuse('NOT_A_PARTNER_USER');
      if (!equipment || !cafCodesOf(act.actor).includes(equipment.cafCode)) return notFound();
      if (equipment.partnerId !== user.partnerId) return refuse('OTHER_PARTNER');
      return command.act === 'GRANT_HABILITATION' ? grant(user, command, act) : revoke(user, command.equipmentId, act);
    }
    case 'SUSPEND':
      if (user.id === act.actor.id) return refuse('OWN_SUSPENSION');
      return user.status === 'SUSPENDED' ? refuse('ALREADY_SUSPENDED') : [{ type: 'UserSuspended' }];
    case 'REINSTATE':
      return user.status === 'ACTIVE' ? refuse('NOT_SUSPENDED') : [{ type: 'UserReinstated' }];
    case 'FORCE_PASSWORD_CHANGE':
      return user.status === 'SUSPENDED' ? refuse('SUSPENDED') : [{ type: 'PasswordChangeForced' }];
    case 'RESET_SECOND_FACTOR': {
      if (user.id === act.actor.id) return refuse('OWN_SECOND_FACTOR');
      if (user.status === 'SUSPENDED') return refuse('SUSPENDED');
      const reason = reasonIn(command.reason);
      return typeof reason === 'string' ? [{ type: 'SecondFactorRemoved', reason }] : reason;
    }
  }
}

/** What the screens may offer on a person the actor manages. */
export type PossibleAct = Exclude<Command['act'], 'REVOKE_HABILITATION'>;

/** Acts that {@link decide} would not refuse for who the person is; a person of somebody else’s has none. */
export function possibleActs(user: Pick<User, 'id' | 'population' | 'status'>, actor: Actor): readonly PossibleAct[] {
  if (!managesPopulation(actor, user.population)) return [];
  const active = user.status === 'ACTIVE';
  const possible: Record<PossibleAct, boolean> = {
    GRANT_HABILITATION: user.population === 'PARTNER',
    SUSPEND: active && user.id !== actor.id,
    REINSTATE: !active,
    FORCE_PASSWORD_CHANGE: active,
    RESET_SECOND_FACTOR: active && user.id !== actor.id,
  };
  return (Object.keys(possible) as PossibleAct[]).filter((act) => possible[act]);
}

/** True when from that day on the person holds exactly these roles already: asking for them again changes nothing. */
export function alreadyHeld(
  user: Pick<User, 'habilitations'>,
  asked: { readonly equipmentId: string; readonly roles: readonly Role[]; readonly effectiveFrom: string },
): boolean {
  const rows = on(user, asked.equipmentId).filter(
    ({ effectiveTo }) => effectiveTo === null || effectiveTo >= asked.effectiveFrom,
  );
  const roles = rolesOf(asked.roles);
  if (roles.length === 0) return rows.length === 0;
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0 || row.effectiveTo !== null) return false;
  return row.effectiveFrom <= asked.effectiveFrom && rolesOf(row.roles).join() === roles.join();
}

function rolesOf(roles: readonly Role[]): Role[] {
  return [...new Set(roles)].sort();
}

/** A person accepts the current conditions générales; accepting them again changes nothing. */
export function decideAcceptance(
  user: User,
  version: string,
  currentVersion: string | undefined,
): readonly UserEvent[] | Refusal {
  if (user.status !== 'ACTIVE') return refuse('NOT_REGISTERED');
  if (version !== currentVersion) return refuse('TERMS_OUTDATED');
  return user.termsVersion === version ? [] : [{ type: 'TermsAccepted', from: user.termsVersion, to: version }];
}

function grant(
  user: User,
  command: Extract<Command, { act: 'GRANT_HABILITATION' }>,
  { actor, at }: Act,
): readonly UserEvent[] | Refusal {
  const { equipmentId, effectiveFrom, documentReference } = command;
  const roles = rolesOf(command.roles);
  if (!isDay(effectiveFrom) || effectiveFrom < parisDay(at)) return refuse('HABILITATION_DATE');
  const from = on(user, equipmentId);
  if (roles.length === 0) return withdraw(from, { equipmentId, effectiveFrom, documentReference });
  const granted: Habilitation = {
    equipmentId,
    roles,
    effectiveFrom,
    effectiveTo: null,
    documentReference: documentReference.trim(),
    grantedBy: actor.id,
    grantedAt: at.toISOString(),
  };
  return [{ type: 'HabilitationGranted', equipmentId, from, to: [...endedBefore(from, effectiveFrom), granted] }];
}

function revoke(user: User, equipmentId: string, { at }: Act): readonly UserEvent[] | Refusal {
  return withdraw(on(user, equipmentId), { equipmentId, effectiveFrom: parisDay(at), documentReference: null });
}

function withdraw(
  from: readonly Habilitation[],
  asked: {
    readonly equipmentId: string;
    readonly effectiveFrom: string;
    readonly documentReference: string | null;
  },
): readonly UserEvent[] | Refusal {
  const { effectiveFrom } = asked;
  const held = from.some(({ effectiveTo }) => effectiveTo === null || effectiveTo >= effectiveFrom);
  if (!held) return refuse('NOT_HABILITATED');
  const documentReference = asked.documentReference?.trim() ?? null;
  const to = endedBefore(from, effectiveFrom);
  return [{ type: 'HabilitationRevoked', ...asked, documentReference, from, to }];
}

function on(user: Pick<User, 'habilitations'>, equipmentId: string): readonly Habilitation[] {
  return user.habilitations.filter((known) => known.equipmentId === equipmentId);
}

/** The rows as they stand when nothing is in force from `day` on: a withdrawal takes effect at once. */
function endedBefore(rows: readonly Habilitation[], day: string): readonly Habilitation[] {
  const eve = dayBefore(day);
  return rows
    .filter((row) => row.effectiveFrom <= eve)
    .map((row) => (row.effectiveTo === null || row.effectiveTo > eve ? { ...row, effectiveTo: eve } : row));
}
