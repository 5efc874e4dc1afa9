import type { Proposed } from '@portail/platform/pure/proposal.ts';
import type { FormContent } from './form-words.ts';

/** What a Caf administrator asks the Cnaf to publish: the words of the forms from an exercise on, and why (domain.md 8.6). */
export interface FormProposal extends Proposed {
  readonly exercise: number;
  readonly cafCodes: readonly string[];
  readonly content: FormContent;
}
