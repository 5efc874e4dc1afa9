import type { Kind } from './kinds.ts';
import type { Holder, Notice, NoticeFacts, Role, Section } from './notice.ts';

/** A declaration as its last event states it. */
export interface KnownDeclaration {
  readonly id: string;
  readonly revision: number;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly status: string;
  readonly dueOn: string | null;
  readonly activityState: string;
  readonly financialState: string;
  /** False for an actualisée. */
  readonly financialRequired: boolean;
}

/** What happened to a declaration, as far as anybody is told. */
export type Occurrence = { readonly actorId: string; readonly at: Date } & (
  | { readonly type: 'OPENED'; readonly campaignId: string | null }
  | { readonly type: 'SECTION_LOCKED' | 'SECTION_UNLOCKED' | 'DELEGATED'; readonly section: Section }
  | { readonly type: 'TRANSMITTED'; readonly dataHash: string }
  | { readonly type: 'VALIDATED' | 'REJECTED' | 'REOPENED' | 'CORRECTION_REQUESTED' | 'CORRECTION_DECLINED' }
);

/** Who may be concerned. */
export interface Concerned {
  /** Partner users with a role on the equipment today. */
  readonly holders: readonly Holder[];
  /** Those of the Caf who follow the equipment. */
  readonly staff: readonly string[];
}

const providerOf: Readonly<Record<Section, Role>> = { ACTIVITY: 'ACTIVITY_PROVIDER', FINANCIAL: 'FINANCIAL_PROVIDER' };

/** Who is told what of an act on a declaration. Whoever acted knows it already; only a receipt goes to them too. */
export function noticesOf(
  declaration: KnownDeclaration,
  occurrence: Occurrence,
  { holders, staff }: Concerned,
): readonly Notice[] {
  const { actorId } = occurrence;
  const others = (people: readonly string[]) => people.filter((id) => id !== actorId);
  const having = (...roles: readonly Role[]) =>
    holders.filter((holder) => holder.roles.some((role) => roles.includes(role))).map(({ personId }) => personId);
  const everybody = holders.map(({ personId }) => personId);
  const tell = (kind: Kind, personIds: readonly string[], facts: NoticeFacts = {}) =>
    notice(declaration, occurrence, { kind, personIds, facts });

  switch (occurrence.type) {
    case 'OPENED':
      return tell('OPENED', everybody);
    case 'SECTION_UNLOCKED':
      return tell('SECTION_HANDED_BACK', others(having(providerOf[occurrence.section])), {
        section: occurrence.section,
      });
    case 'SECTION_LOCKED': {
      const { section } = occurrence;
      const approvers = having('APPROVER');
      if (isReady(declaration)) return tell('READY_TO_APPROVE', others(approvers));
      // The provider of the other section may be waiting for this one.
      const waiting = having(providerOf[section === 'ACTIVITY' ? 'FINANCIAL' : 'ACTIVITY']);
      return tell('SECTION_FINISHED', others([...new Set([...approvers, ...waiting])]), { section });
    }
    case 'DELEGATED':
      return tell('DELEGATED', others(having(providerOf[occurrence.section])), { section: occurrence.section });
    case 'TRANSMITTED':
      return tell('TRANSMITTED', [...new Set([...having('APPROVER'), ...everybody.filter((id) => id === actorId)])], {
        dataHash: occurrence.dataHash,
        at: occurrence.at.toISOString(),
      });
    case 'VALIDATED':
    case 'REJECTED':
    case 'REOPENED':
      return tell(occurrence.type, everybody);
    case 'CORRECTION_REQUESTED':
      return tell('CORRECTION_REQUESTED', others(staff));
    case 'CORRECTION_DECLINED':
      return tell('CORRECTION_DECLINED', having('APPROVER'));
  }
}

/** Both sections are finished: it is the approver’s turn. */
export function isReady(declaration: KnownDeclaration): boolean {
  const { activityState, financialState, financialRequired } = declaration;
  return activityState === 'LOCKED' && (!financialRequired || financialState === 'LOCKED');
}

function notice(
  declaration: KnownDeclaration,
  occurrence: Occurrence,
  told: Pick<Notice, 'kind' | 'personIds' | 'facts'>,
): readonly Notice[] {
  if (told.personIds.length === 0) return [];
  const { id, revision, equipmentId } = declaration;
  const campaignId = occurrence.type === 'OPENED' ? occurrence.campaignId : null;
  return [
    {
      ...told,
      facts: { ...factsOf(declaration), ...told.facts },
      // One act may be about both sections.
      itemKey: [told.kind, id, revision, told.facts.section].filter(Boolean).join('/'),
      groupKey: campaignId ?? occurrence.actorId,
      ...{ campaignId, equipmentId, declarationId: id, at: occurrence.at },
    },
  ];
}

/** What names a declaration. */
export function factsOf(declaration: KnownDeclaration): NoticeFacts {
  const { type, exercise, periodStart, periodEnd, dueOn } = declaration;
  return { type, exercise, periodStart, periodEnd, ...(dueOn === null ? {} : { dueOn }) };
}

/** Roles from which something is still expected before the deadline; none once everything is transmitted. */
export function expectedRoles(declaration: KnownDeclaration): readonly Role[] {
  const { status, activityState, financialState, financialRequired } = declaration;
  if (status !== 'TO_ENTER' && status !== 'IN_PROGRESS') return [];
  return [
    ...(activityState === 'LOCKED' ? [] : (['ACTIVITY_PROVIDER'] as const)),
    ...(financialRequired && financialState !== 'LOCKED' ? (['FINANCIAL_PROVIDER'] as const) : []),
    'APPROVER',
  ];
}
