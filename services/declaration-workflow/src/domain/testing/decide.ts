import { isRefusal, type Refusal } from '@portail/platform/pure/refusal.ts';
import { commentDeclaration } from '../acts/comment-declaration.ts';
import type { ActContext } from '../acts/context.ts';
import { delegateCorrection, revokeDelegation } from '../acts/delegate-correction.ts';
import { explainControl } from '../acts/explain-control.ts';
import { lockSection } from '../acts/lock-section.ts';
import { declineCorrection, requestCorrection } from '../acts/request-correction.ts';
import {
  cancelDeclaration,
  rejectDeclaration,
  reopenDeclaration,
  validateDeclaration,
} from '../acts/review-declaration.ts';
import { runDeclarationControls } from '../acts/run-declaration-controls.ts';
import { runSectionControls } from '../acts/run-section-controls.ts';
import { saveSection } from '../acts/save-section.ts';
import { transmitDeclaration } from '../acts/transmit-declaration.ts';
import { unlockSection } from '../acts/unlock-section.ts';
import type { Declaration, Values } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { advance } from '../evolve.ts';
import type { FormDefinition, FormLine } from '../form-definition.ts';
import type { Act, SectionKey } from '../vocabulary.ts';
import { acceptedTerms } from './persons.ts';

/** Acts on an existing declaration. */
export type ExistingAct = Exclude<Act, 'OPEN'>;

/** What a test sends with an act; sensible when left out. */
export interface Payload {
  readonly values?: Values;
  readonly fingerprint?: string;
  readonly code?: string;
  readonly text?: string;
}

const motive = 'Le total des heures est à reprendre.';
const line = (section: SectionKey, field: string): FormLine => ({
  section,
  field,
  code: field,
  label: field,
  help: 'Aide.',
  unit: 'COUNT',
  kind: 'DECIMAL',
  group: 'Groupe',
  side: null,
  requirement: 'MANDATORY',
  formula: null,
  initial: null,
  position: 1,
});

/** A form of a few decimal fields. */
export const testForms: Readonly<Record<SectionKey, FormDefinition>> = {
  activity: {
    section: 'activity',
    lines: ['places', 'attendedHours', 'invoicedHours', 'familyContributionsReminder'].map((field) =>
      line('activity', field),
    ),
  },
  financial: {
    section: 'financial',
    lines: ['c64Staff', 'p70641FamilyContributions'].map((field) => line('financial', field)),
  },
};

/** Runs the decision of an act, whatever it is. */
export function decide(
  act: ExistingAct,
  declaration: Declaration,
  context: ActContext,
  payload: Payload = {},
): readonly DeclarationEvent[] | Refusal {
  const text = payload.text ?? 'Ouverture de dix places en mars.';
  const save = (section: SectionKey, values: Values) =>
    saveSection(declaration, { section, values: payload.values ?? values }, { ...context, form: testForms[section] });
  const explain = (step: 'ACTIVITY' | 'FINANCIAL' | 'DECLARATION', usual: string) => {
    const code = payload.code ?? usual;
    return explainControl(
      declaration,
      { step, code, fingerprint: payload.fingerprint ?? `print-${code}`, text },
      context,
    );
  };
  switch (act) {
    case 'SAVE_ACTIVITY':
      return save('activity', { places: 3_000 });
    case 'SAVE_FINANCIAL':
      return save('financial', { c64Staff: 250_000 });
    case 'RUN_ACTIVITY_CONTROLS':
      return runSectionControls(declaration, { section: 'activity' }, context);
    case 'RUN_FINANCIAL_CONTROLS':
      return runSectionControls(declaration, { section: 'financial' }, context);
    case 'EXPLAIN_ACTIVITY':
      return explain('ACTIVITY', 'ACT-12');
    case 'EXPLAIN_FINANCIAL':
      return explain('FINANCIAL', 'FIN-04');
    case 'EXPLAIN_DECLARATION':
      return explain('DECLARATION', 'DEC-01');
    case 'LOCK_ACTIVITY':
      return lockSection(declaration, { section: 'activity' }, context);
    case 'LOCK_FINANCIAL':
      return lockSection(declaration, { section: 'financial' }, context);
    case 'UNLOCK_ACTIVITY':
      return unlockSection(declaration, { section: 'activity', message: payload.text ?? null }, context);
    case 'UNLOCK_FINANCIAL':
      return unlockSection(declaration, { section: 'financial', message: payload.text ?? null }, context);
    case 'RUN_DECLARATION_CONTROLS':
      return runDeclarationControls(declaration, context);
    case 'COMMENT':
      return commentDeclaration(declaration, { text }, context);
    case 'TRANSMIT':
      return transmitDeclaration(
        declaration,
        { attested: true, termsVersion: acceptedTerms },
        { ...context, generalSchemeRate: 9_650 },
      );
    case 'DELEGATE_ACTIVITY':
      return delegateCorrection(declaration, { section: 'activity', message: null }, context);
    case 'DELEGATE_FINANCIAL':
      return delegateCorrection(declaration, { section: 'financial', message: null }, context);
    case 'REVOKE_DELEGATION_ACTIVITY':
      return revokeDelegation(declaration, { section: 'activity' }, context);
    case 'REVOKE_DELEGATION_FINANCIAL':
      return revokeDelegation(declaration, { section: 'financial' }, context);
    case 'REQUEST_CORRECTION':
      return requestCorrection(declaration, { text: payload.text ?? motive }, context);
    case 'DECLINE_CORRECTION':
      return declineCorrection(declaration, { text: payload.text ?? motive }, context);
    case 'VALIDATE':
      return validateDeclaration(declaration, { note: null }, context);
    case 'REJECT':
      return rejectDeclaration(declaration, { motive, remarks: [], limited: false }, { ...context, forms: [] });
    case 'REOPEN':
      return reopenDeclaration(declaration, { motive }, context);
    case 'CANCEL':
      return cancelDeclaration(declaration, { motive }, context);
  }
}

/** The state after an act, or the refusal. */
export function after(
  act: ExistingAct,
  declaration: Declaration,
  context: ActContext,
  payload: Payload = {},
): Declaration | Refusal {
  const outcome = decide(act, declaration, context, payload);
  if (isRefusal(outcome)) return outcome;
  return outcome.length === 0 ? declaration : advance(declaration, outcome);
}
