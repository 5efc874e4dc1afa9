import { Refusal, stale } from './refusal.ts';

export type ProposalState = 'SENT' | 'SEEN' | 'TAKEN' | 'REFUSED';

/** Something asked of somebody else, who takes it or refuses it, once. */
export interface Proposed {
  readonly id: string;
  readonly revision: number;
  readonly reason: string;
  readonly state: ProposalState;
  readonly proposedBy: string;
  readonly proposedByName: string;
  /** Instants in ISO 8601. */
  readonly proposedAt: string;
  readonly answeredByName: string | null;
  readonly answeredAt: string | null;
  /** Why it was refused. */
  readonly answer: string | null;
}

/** Least characters of a reason, of the proposal and of its refusal. */
export const SHORTEST_REASON = 20;

/** What is done with a proposal. */
export type Answer = { readonly state: 'TAKEN' } | { readonly state: 'REFUSED'; readonly reason: string };

/** A proposal nobody has seen yet. */
export function sent(
  reason: string,
  author: { readonly id: string; readonly name: string },
  id: string,
  at: string,
): Proposed {
  return {
    ...{ id, revision: 1, reason, state: 'SENT' },
    ...{ proposedBy: author.id, proposedByName: author.name, proposedAt: at },
    ...{ answeredByName: null, answeredAt: null, answer: null },
  };
}

/** A proposal that was answered is closed: it is taken or refused once. */
export function answerProposal<P extends Proposed>(
  proposal: P,
  expectedRevision: number,
  answer: Answer,
  author: { readonly name: string },
  at: string,
): P | Refusal {
  if (proposal.state === 'TAKEN' || proposal.state === 'REFUSED') {
    return new Refusal(
      'conflict',
      'PROPOSAL_ANSWERED',
      'Cette proposition a déjà reçu sa réponse. Actualisez la page.',
    );
  }
  if (proposal.revision !== expectedRevision) return stale();
  return {
    ...proposal,
    revision: proposal.revision + 1,
    state: answer.state,
    answeredByName: author.name,
    answeredAt: at,
    answer: answer.state === 'REFUSED' ? answer.reason.trim() : null,
  };
}

/** Its first reading, which who proposed sees; nothing when it was read before. */
export function seeProposal<P extends Proposed>(proposal: P): P | null {
  return proposal.state === 'SENT' ? { ...proposal, state: 'SEEN' } : null;
}

/** A reason says something: from {@link SHORTEST_REASON} characters on. */
export function reasonTooShort(): Refusal {
  const message = `Un motif compte de ${SHORTEST_REASON} à 2\u202f000 caractères. Complétez-le.`;
  return new Refusal('rule', 'REASON_TOO_SHORT', message, [{ path: '/reason', code: 'TOO_SHORT', message }]);
}
