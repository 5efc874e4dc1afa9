import type { Queryable } from '@portail/platform/db/database.ts';
import type { FieldRefusal } from '@portail/platform/pure/refusal.ts';
import type { DeclarationType } from '../domain/declaration-data.ts';
import { mayBeTried } from '../domain/rule-trial.ts';
import { type RuleChanges, ruleChanges } from '../domain/rule-changes.ts';
import {
  type RuleContent,
  ruleFaults,
  ruleOf,
  startOf,
  thresholdWords,
  typesOf,
  versionOf,
} from '../domain/rule-publication.ts';
import { readDraft } from '../store/draft-store.ts';
import { loadRules } from '../store/rule-store.ts';
import { ruleVersions, type RuleView } from './list-rules.ts';

/** What is prepared for a rule. */
export interface RuleDraftView {
  readonly savedByName: string;
  readonly savedAt: string;
  readonly content: RuleContent;
  readonly changes: readonly RuleChanges[];
  readonly faults: readonly FieldRefusal[];
}

/** A control rule: its versions, what a change may say, and its draft. */
export interface RuleFile {
  readonly code: string;
  /** Latest first. */
  readonly versions: readonly RuleView[];
  readonly version: number;
  /** Types its logic knows. */
  readonly types: readonly DeclarationType[];
  readonly thresholds: readonly { readonly name: string; readonly label: string; readonly unit: string }[];
  readonly mayBeTried: boolean;
  /** What a change starts from. */
  readonly start: RuleContent;
  readonly draftRevision: number;
  readonly draft: RuleDraftView | null;
}

/**
 * Reads a rule, null when nobody knows its code.
 * @param sees the Caf whose own rules are shown, and whether this person sees what is being prepared
 */
export async function readRule(
  db: Queryable,
  code: string,
  sees: { readonly cafCodes: readonly string[] | 'ALL'; readonly drafts: boolean },
): Promise<RuleFile | null> {
  const rules = await loadRules(db);
  const version = versionOf(rules, code);
  if (version === 0) return null;
  const known = startOf(rules, code);
  const draft = await readDraft<RuleContent>(db, { kind: 'RULE', subject: code });
  return {
    code,
    versions: await ruleVersions(db, code, sees.cafCodes),
    version,
    types: typesOf(rules, code),
    thresholds: Object.entries(known.thresholds).map(([name, { unit }]) => ({
      name,
      label: thresholdWords(name),
      unit,
    })),
    mayBeTried: mayBeTried(code),
    start: {
      severity: known.severity,
      enabled: known.enabled,
      label: known.label,
      message: known.message,
      requiredActions: known.requiredActions,
      thresholds: Object.entries(known.thresholds).map(([name, { value }]) => ({ name, value })),
      fromExercise: known.fromExercise,
      toExercise: known.toExercise,
      declarationTypes: known.declarationTypes,
      sourceNote: known.sourceNote,
      reason: '',
    },
    draftRevision: sees.drafts ? draft.revision : 0,
    draft:
      !sees.drafts || draft.content === null
        ? null
        : {
            savedByName: draft.savedByName,
            savedAt: draft.savedAt,
            content: draft.content,
            changes: ruleChanges(rules, ruleOf(rules, code, draft.content)),
            faults: ruleFaults(rules, code, draft.content),
          },
  };
}
