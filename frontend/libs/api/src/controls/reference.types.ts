import type { operations } from '@api/generated/controls';
import type { Answer } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document.

export type ScaleList = Answer<operations['listScales']>;
export type Scale = ScaleList['scales'][number];
export type ScaleFile = Answer<operations['readScale']>;
export type ScaleContent = NonNullable<ScaleFile['draft']>['content'];
export type ScaleRow = ScaleContent['rows'][number];
export type ReferenceStatus = ScaleRow['status'];
export type RuleList = Answer<operations['listRules']>;
export type Rule = RuleList['rules'][number];
export type RuleFile = Answer<operations['readRule']>;
export type RuleContent = RuleFile['start'];
export type RuleSeverity = RuleContent['severity'];
export type RuleType = RuleContent['declarationTypes'][number];
export type Trial = Answer<operations['tryRule']>;
export type TrialCount = Trial['total'];
type ControlsList = Answer<operations['listProposals']>;
type ControlsProposal = Answer<operations['readProposal']>;

/** What proposals are about: a scale, a control rule, or the words of the forms, which the workflow service keeps. */
export type ProposalKind = ControlsProposal['kind'] | 'FORM';
export type ProposalLine = Omit<ControlsList['items'][number], 'kind'> & { readonly kind: ProposalKind };
export type ProposalState = ProposalLine['state'];
export type Proposal = Omit<ControlsProposal, 'kind'> & { readonly kind: ProposalKind };

/** Where proposals are read and answered, whatever they are about. */
export interface ProposalsApi {
  readonly list: (
    state: ProposalState | undefined,
    page: number,
  ) => Promise<{ readonly items: readonly ProposalLine[]; readonly total: number }>;
  readonly read: (id: string) => Promise<Proposal>;
  readonly see: (id: string) => Promise<Proposal>;
  readonly take: (proposal: Proposal) => Promise<Proposal>;
  readonly refuse: (proposal: Proposal, reason: string) => Promise<Proposal>;
}

export type Change = Proposal['changes'][number]['changes'][number];

/** What changes for a part of what is published. */
export interface ChangeGroup {
  readonly scope: string;
  readonly changes: readonly Change[];
}
