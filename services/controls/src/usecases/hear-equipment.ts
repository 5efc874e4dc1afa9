import type { Transaction } from '@portail/platform/db/database.ts';
import type { Equipment } from '../domain/equipment.ts';
import { evaluateDeclarations, type EvaluationPorts, everyOpenVersion } from './evaluate-declarations.ts';

/** What hearing of an equipment needs beside evaluating. */
export interface HearEquipmentPorts extends EvaluationPorts {
  /** Locks scales then equipment until the transaction ends. */
  readonly enterEvaluation: (tx: Transaction, equipmentId: string) => Promise<void>;
  readonly saveEquipment: (tx: Transaction, equipment: Equipment & { readonly revision: number }) => Promise<boolean>;
}

/** Keeps what the equipment service said; authorisation, rate and closing change verdicts on open declarations. */
export async function hearEquipment(
  tx: Transaction,
  ports: HearEquipmentPorts,
  equipment: Equipment & { readonly revision: number },
): Promise<void> {
  await ports.enterEvaluation(tx, equipment.id);
  if (!(await ports.saveEquipment(tx, equipment))) return;
  await evaluateDeclarations(tx, ports, equipment.id, everyOpenVersion);
}
