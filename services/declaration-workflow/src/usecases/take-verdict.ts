import { receiveVerdict } from '../domain/acts/receive-verdict.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { advance } from '../domain/evolve.ts';
import type { DeclarationUnit } from './ports.ts';

/**
 * Keeps a verdict of the controls, unless one on newer data is known, and lets the declaration react: a section that was
 * controlled goes back to its author when it has something new to explain. Within the transaction of the inbox row.
 */
export async function takeVerdict(unit: DeclarationUnit, verdict: Evaluation): Promise<void> {
  const file = await unit.load(verdict.declarationId);
  const kept = await unit.keepVerdict(verdict);
  if (!kept || file === null) return;
  const events = receiveVerdict(file.declaration, verdict, new Date(verdict.evaluatedAt));
  if (events.length > 0) await unit.save(advance(file.declaration, events), events, verdict);
}
