import type { PublishedRule } from './rule-publication.ts';
import type { PublishedScale } from './scale-publication.ts';
import type { Verdict } from './verdict.ts';

/** What this service says. */
export type ControlsEvent =
  | { readonly type: 'ControlsEvaluated'; readonly verdict: Verdict; readonly evaluatedAt: string }
  | { readonly type: 'ScalePublished'; readonly scale: PublishedScale }
  | { readonly type: 'RulePublished'; readonly published: PublishedRule };
