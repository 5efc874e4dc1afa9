import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { transmitDeclaration as decide } from '../domain/acts/transmit-declaration.ts';
import type { Declaration } from '../domain/declaration.ts';
import { generalSchemeRate } from '../domain/equipment-facts.ts';
import { actOnce, type ActRequest, type OnceOnly } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** What the approver signs, once. */
export interface TransmitDeclaration extends ActRequest, OnceOnly {
  readonly attested: boolean;
  /** Version of the conditions générales shown. */
  readonly termsVersion: string;
}

/** How long an acceptance given a moment ago may take to be known here, milliseconds. */
const termsLimit = 2_000;

/**
 * T8 « Transmettre à la Caf ».
 * @throws RefusalError DEC-06, DEC-07, DEC-12, EXPLANATIONS_MISSING, CONTROLS_PENDING, STALE_VERSION…
 */
export function transmitDeclaration(declarations: Declarations) {
  return async (command: TransmitDeclaration): Promise<Declaration> => {
    const { subject, attested, termsVersion } = command;
    const operation = { name: 'TRANSMIT', body: { attested, termsVersion } };
    const transmit = () =>
      actOnce(declarations, command, operation, ({ declaration, context, equipment }) =>
        decide(declaration, command, {
          ...context,
          generalSchemeRate: generalSchemeRate(equipment, declaration.exercise),
        }),
      );
    try {
      return await transmit();
    } catch (error) {
      if (!isAboutTerms(error) || !(await declarations.termsAccepted(subject, termsVersion, termsLimit))) throw error;
      return transmit();
    }
  };
}

/** True when only the acceptance of the terms is missing: it may be on its way from the identity service. */
function isAboutTerms(error: unknown): boolean {
  return error instanceof RefusalError && error.refusal.errors.some((fault) => fault.path === '/termsVersion');
}
