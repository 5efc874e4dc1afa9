import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { dataHash } from '../data-hash.ts';
import type { Declaration } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import { refuse } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { stamped, type ActContext } from './context.ts';

/** What the approver signs. */
export interface TransmitDeclaration {
  /** « J’atteste l’exactitude des informations saisies. » */
  readonly attested: boolean;
  /** Version of the conditions générales on the screen. */
  readonly termsVersion: string;
}

/**
 * T8 « Transmettre à la Caf », for good: role, state and conditions come from the TRANSMIT row of the transition table
 * (sections ended and unchanged since, whole declaration controlled and explained); then attestation and terms (DEC-12).
 * A passed due date never blocks.
 */
export function transmitDeclaration(
  declaration: Declaration,
  command: TransmitDeclaration,
  context: ActContext & { readonly generalSchemeRate: number | null },
): readonly DeclarationEvent[] | Refusal {
  const refusal = refusalOf('TRANSMIT', declaration, context);
  if (refusal) return refusal;
  if (!command.attested) {
    return refuse('DEC-12', [
      { path: '/attested', code: 'DEC-12', message: 'Cochez la case d’attestation de conformité.' },
    ]);
  }
  if (context.person.termsVersion !== command.termsVersion) {
    return refuse('DEC-12', [
      { path: '/termsVersion', code: 'DEC-12', message: 'Acceptez les conditions générales d’utilisation en vigueur.' },
    ]);
  }
  return stamped(context, [
    {
      type: 'DeclarationTransmitted',
      dataHash: dataHash(declaration),
      termsVersion: command.termsVersion,
      generalSchemeRate: context.generalSchemeRate,
    },
  ]);
}
