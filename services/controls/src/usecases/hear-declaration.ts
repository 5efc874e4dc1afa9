import type { Transaction } from '@portail/platform/db/database.ts';
import { type DeclarationVersion, isHistory, isOpen } from '../domain/declaration-version.ts';
import { evaluateDeclarations, type EvaluationPorts } from './evaluate-declarations.ts';

/** What hearing of a declaration needs beside evaluating. */
export interface HearDeclarationPorts extends EvaluationPorts {
  /** Locks scales then equipment until the transaction ends. */
  readonly enterEvaluation: (tx: Transaction, equipmentId: string) => Promise<void>;
  readonly saveDeclaration: (tx: Transaction, declaration: DeclarationVersion) => Promise<boolean>;
  readonly rejectVersion: (tx: Transaction, declarationId: string, version: number, by: number) => Promise<void>;
}

/** A declaration as the workflow just said it. */
export interface HeardDeclaration {
  readonly declaration: DeclarationVersion;
  /** The version that the Caf closed with a motive, when the declaration is its correction. */
  readonly rejectedVersion?: number;
}

/**
 * Keeps what the workflow said and gives a verdict on it. When a version enters or leaves the history (transmitted,
 * validated, rejected, cancelled), the other open declarations of the equipment are compared with it again.
 */
export async function hearDeclaration(
  tx: Transaction,
  ports: HearDeclarationPorts,
  { declaration, rejectedVersion }: HeardDeclaration,
): Promise<void> {
  const { declarationId, version, equipmentId } = declaration;
  await ports.enterEvaluation(tx, equipmentId);
  const isNews = await ports.saveDeclaration(tx, declaration);
  if (rejectedVersion !== undefined) await ports.rejectVersion(tx, declarationId, rejectedVersion, version);
  if (!isNews && rejectedVersion === undefined) return;
  const historyChanged = isHistory(declaration) || declaration.status === 'CANCELLED' || rejectedVersion !== undefined;
  await evaluateDeclarations(tx, ports, equipmentId, (each) => {
    const isThis = each.declarationId === declarationId && each.version === version;
    return isThis ? isOpen(each) || each.status === 'SUBMITTED' : historyChanged && isOpen(each);
  });
}
