import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { sectionOf, type Declaration } from '../declaration.ts';
import { blocking, explanationKey, isCurrent, needsExplanation, unexplained } from '../evaluation.ts';
import type { DeclarationEvent, Unstamped } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import type { Act, ControlStep, SectionKey } from '../vocabulary.ts';
import { stamped, type ActContext } from './context.ts';

const shortest = 10;
const longest = 2_000;

/** An explanation of one result, as it was shown. */
export interface ExplainControl {
  readonly step: ControlStep;
  readonly code: string;
  /** Fingerprint of the result it answers. */
  readonly fingerprint: string;
  readonly text: string;
}

const actOf: Readonly<Record<ControlStep, Act>> = {
  ACTIVITY: 'EXPLAIN_ACTIVITY',
  FINANCIAL: 'EXPLAIN_FINANCIAL',
  DECLARATION: 'EXPLAIN_DECLARATION',
};
const sectionOfStep: Readonly<Record<ControlStep, SectionKey | null>> = {
  ACTIVITY: 'activity',
  FINANCIAL: 'financial',
  DECLARATION: null,
};

/**
 * T4, T7: one gap is explained, 10 to 2 000 characters. The explanation answers the fingerprint of the result as shown:
 * when the result has changed meanwhile it must be read again. The last explanation of a section makes it CONTROLLED.
 */
export function explainControl(
  declaration: Declaration,
  command: ExplainControl,
  context: ActContext,
): readonly DeclarationEvent[] | Refusal {
  const { step, code, fingerprint } = command;
  const refusal = refusalOf(actOf[step], declaration, context);
  if (refusal) return refusal;
  const text = command.text.trim();
  if (text.length < shortest || text.length > longest) {
    const { detail } = refuse('EXPLANATION_LENGTH');
    return refuse('EXPLANATION_LENGTH', [{ path: '/text', code: 'EXPLANATION_LENGTH', message: detail }]);
  }
  const { evaluation } = context;
  if (!isCurrent(evaluation, declaration)) return refuse('CONTROLS_PENDING');
  const candidates = evaluation.results.filter(
    (result) => result.step === step && result.code === code && needsExplanation(result),
  );
  const result = candidates.find((candidate) => candidate.fingerprint === fingerprint);
  if (result === undefined) return refuse(candidates.length === 0 ? 'CONTROL_NOT_RAISED' : 'RESULT_CHANGED');
  const previous = declaration.explanations[explanationKey(result)];
  if (previous?.text === text && previous.fingerprint === fingerprint) return [];
  const events: Unstamped[] = [
    {
      type: 'ControlExplained',
      step,
      code,
      field: result.field,
      fingerprint,
      text,
      previousText: previous?.text ?? null,
    },
  ];
  const key = sectionOfStep[step];
  const others = unexplained(evaluation, step, declaration.explanations).filter((other) => other !== result);
  const clean = others.length === 0 && blocking(evaluation, step).length === 0;
  if (key !== null && clean && sectionOf(declaration, key)?.state === 'DRAFT') {
    events.push({ type: 'SectionControlled', section: key });
  }
  return stamped(context, events);
}
