import type { Transaction } from '@portail/platform/db/database.ts';
import { evaluateDeclarations, type EvaluationPorts, everyOpenVersion } from './evaluate-declarations.ts';

/** What evaluating again needs beside evaluating. */
export interface ReevaluationPorts extends EvaluationPorts {
  readonly transaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Keeps scales from changing; taken before any other lock. */
  readonly holdScales: (tx: Transaction) => Promise<void>;
  readonly lockEquipment: (tx: Transaction, equipmentId: string) => Promise<void>;
  readonly takeRequest: (tx: Transaction) => Promise<string | null>;
}

/**
 * Gives new verdicts on the open declarations of the next equipment that was asked for.
 * @returns false when nothing was asked.
 */
export async function reevaluateNext(ports: ReevaluationPorts): Promise<boolean> {
  return ports.transaction(async (tx) => {
    await ports.holdScales(tx);
    const equipmentId = await ports.takeRequest(tx);
    if (equipmentId === null) return false;
    await ports.lockEquipment(tx, equipmentId);
    await evaluateDeclarations(tx, ports, equipmentId, everyOpenVersion);
    return true;
  });
}
