import { Refusal, stale } from '@portail/platform/pure/refusal.ts';
import type { Author, ReferenceKind } from './reference-data.ts';
import type { RuleContent } from './rule-publication.ts';
import type { ScaleContent } from './scale-content.ts';

export type ProposalState = 'SENT' | 'SEEN' | 'TAKEN' | 'REFUSED';

/** What a Caf administrator asks the Cnaf to publish: the same content as a draft, and why. */
export interface Proposal {
  readonly id: string;
  readonly revision: number;
  readonly kind: ReferenceKind;
  readonly subject: string;
  readonly cafCodes: readonly string[];
  readonly content: ScaleContent | RuleContent;
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

export const SHORTEST_REASON = 20;

/** What the Cnaf does with a proposal. */
export type Answer = { readonly state: 'TAKEN' } | { readonly state: 'REFUSED'; readonly reason: string };

/** A proposal that was answered is closed: it is taken or refused once. */
export function answerProposal(
  proposal: Proposal,
  expectedRevision: number,
  answer: Answer,
  author: Author,
  at: string,
): Proposal | Refusal {
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

/** Its first reading by the Cnaf, which the Caf sees; nothing when it was read before. */
export function seeProposal(proposal: Proposal): Proposal | null {
  return proposal.state === 'SENT' ? { ...proposal, state: 'SEEN' } : null;
}
