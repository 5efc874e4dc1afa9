import type { Transaction } from '@portail/platform/db/database.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { DeclarationEvent } from '../domain/events.ts';

const insert = {
  name: 'version-insert',
  text: `insert into declaration_version (declaration_id, number, status, data, data_hash, transmitted_at)
         values ($1, $2, 'SUBMITTED', $3, $4, $5)`,
};
const decide = {
  name: 'version-decide',
  text: `update declaration_version set status = $3, decided_at = $4, decision = $5 where declaration_id = $1 and number = $2`,
};

/**
 * Keeps what was transmitted as it was (values, explanations, verdict), and the Caf’s decision on it. The data of a
 * transmitted version never change: the database refuses it too.
 */
export async function keepVersion(
  tx: Transaction,
  declaration: Declaration,
  events: readonly DeclarationEvent[],
  evaluation: Evaluation | null,
): Promise<void> {
  for (const event of events) {
    const decision = JSON.stringify(event.by);
    switch (event.type) {
      case 'DeclarationTransmitted': {
        const { activity, financial, explanations, comment } = declaration;
        const data = JSON.stringify({ activity, financial, explanations, comment, evaluation, transmission: event });
        await tx.run(insert, [declaration.id, declaration.version, data, event.dataHash, event.by.at]);
        break;
      }
      case 'DeclarationValidated':
        await tx.run(decide, [declaration.id, declaration.version, 'VALIDATED', event.by.at, decision]);
        break;
      case 'DeclarationRejected':
        await tx.run(decide, [declaration.id, event.rejectedVersion, 'REJECTED', event.by.at, decision]);
        break;
      case 'DeclarationCancelled':
        await tx.run(decide, [declaration.id, declaration.version, 'CANCELLED', event.by.at, decision]);
        break;
      default:
        break;
    }
  }
}
