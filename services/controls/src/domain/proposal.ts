import type { Proposed } from '@portail/platform/pure/proposal.ts';
import type { ReferenceKind } from './reference-data.ts';
import type { RuleContent } from './rule-publication.ts';
import type { ScaleContent } from './scale-content.ts';

/** What a Caf administrator asks the Cnaf to publish: the same content as a draft, and why. */
export interface Proposal extends Proposed {
  readonly kind: ReferenceKind;
  readonly subject: string;
  readonly cafCodes: readonly string[];
  readonly content: ScaleContent | RuleContent;
}
