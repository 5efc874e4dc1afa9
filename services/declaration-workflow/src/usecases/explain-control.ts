import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { explainControl as decide } from '../domain/acts/explain-control.ts';
import type { Declaration } from '../domain/declaration.ts';
import { stepOfCode } from '../domain/evaluation.ts';
import { actOnVerdict, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** The explanation of one result, as it was shown. */
export interface ExplainControl extends ActRequest {
  readonly code: string;
  readonly fingerprint: string;
  readonly text: string;
}

/**
 * T4, T7: keeps the explanation of a gap.
 * @throws RefusalError EXPLANATION_LENGTH, RESULT_CHANGED, CONTROL_NOT_RAISED, CONTROLS_NOT_RUN…
 */
export function explainControl(declarations: Declarations) {
  return async (command: ExplainControl): Promise<Declaration> => {
    const step = stepOfCode(command.code);
    if (step === undefined) throw new RefusalError(notFound());
    return actOnVerdict(declarations, command, ({ declaration, context }) =>
      decide(declaration, { ...command, step }, context),
    );
  };
}
