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
export type ProposalList = Answer<operations['listProposals']>;
export type ProposalLine = ProposalList['items'][number];
export type ProposalState = ProposalLine['state'];
export type Proposal = Answer<operations['readProposal']>;
export type Change = Proposal['changes'][number]['changes'][number];

/** What changes for a part of what is published. */
export interface ChangeGroup {
  readonly scope: string;
  readonly changes: readonly Change[];
}
