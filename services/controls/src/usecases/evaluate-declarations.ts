import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import { LateText } from '@portail/platform/db/late-text.ts';
import { sha256 } from '@portail/platform/pure/sha256.ts';
import { type DeclarationVersion, isHistory, isOpen } from '../domain/declaration-version.ts';
import type { Equipment } from '../domain/equipment.ts';
import type { ControlsEvent } from '../domain/events.ts';
import type { BonusReference } from '../domain/information-lines.ts';
import type { PsuReference } from '../domain/psu-scale.ts';
import type { RuleSheets } from '../domain/rule-sheets.ts';
import { giveVerdict, type Verdict } from '../domain/verdict.ts';

/** What giving verdicts needs of the outside. */
export interface EvaluationPorts {
  readonly loadSheets: (tx: Transaction) => Promise<RuleSheets>;
  readonly bonuses: BonusReference;
  readonly clock: () => Date;
  readonly loadEquipment: (tx: Transaction, equipmentId: string) => Promise<Equipment | null>;
  readonly loadDeclarations: (tx: Transaction, equipmentId: string) => Promise<readonly DeclarationVersion[]>;
  readonly loadPsu: (tx: Transaction, exercises: readonly number[]) => Promise<(exercise: number) => PsuReference>;
  readonly lastEvaluation: (
    tx: Transaction,
    declarationId: string,
    version: number,
  ) => Promise<{ readonly dataRevision: number; readonly contentHash: string | LateText<Verdict> } | null>;
  readonly saveEvaluation: (
    tx: Transaction,
    evaluation: {
      readonly verdict: Verdict;
      readonly contentHash: LateText<Verdict>;
      readonly evaluatedAt: string;
      readonly evaluatedOn: string;
    },
  ) => Promise<void>;
  readonly confirmEvaluation: (tx: Transaction, verdict: Verdict, evaluatedOn: string) => Promise<void>;
  /** Journal line and outbox row, in the same transaction. */
  readonly say: (tx: Transaction, events: readonly ControlsEvent[]) => Promise<void>;
}

/** Which versions of an equipment get a verdict. */
export type Selection = (declaration: DeclarationVersion) => boolean;

/**
 * Gives a verdict on the chosen versions of an equipment’s declarations, within the caller’s transaction, which holds
 * the locks of scales and equipment. A verdict that says the same as the last one about the same data is not repeated.
 */
export async function evaluateDeclarations(
  tx: Transaction,
  ports: EvaluationPorts,
  equipmentId: string,
  selected: Selection,
): Promise<void> {
  const declarations = await ports.loadDeclarations(tx, equipmentId);
  const wanted = declarations.filter(selected);
  if (wanted.length === 0) return;
  const equipment = await ports.loadEquipment(tx, equipmentId);
  const history = declarations.filter(isHistory);
  const psu = await ports.loadPsu(
    tx,
    [...wanted, ...history].map((each) => each.exercise),
  );
  const sheets = await ports.loadSheets(tx);
  const evaluatedAt = ports.clock().toISOString();
  const evaluatedOn = parisDay(new Date(evaluatedAt));
  for (const declaration of wanted) {
    const last = await ports.lastEvaluation(tx, declaration.declarationId, declaration.version);
    // What the approver transmitted keeps the verdict they read, whatever was published since.
    if (declaration.status === 'SUBMITTED' && last?.dataRevision === declaration.dataRevision) continue;
    const scope = { exercise: declaration.exercise, type: declaration.type, cafCode: equipment?.cafCode ?? null };
    const input = { declaration, equipment, history, psu, evaluatedOn };
    const verdict = giveVerdict(input, sheets(scope), ports.bonuses);
    const contentHash = new LateText(verdict, hashOf);
    if (last?.dataRevision === verdict.dataRevision && contentHash.equals(last.contentHash)) {
      await ports.confirmEvaluation(tx, verdict, evaluatedOn);
      continue;
    }
    await ports.saveEvaluation(tx, { verdict, contentHash, evaluatedAt, evaluatedOn });
    await ports.say(tx, [{ type: 'ControlsEvaluated', verdict, evaluatedAt }]);
  }
}

/** What tells a verdict from another. */
const hashOf = (verdict: Verdict) => sha256(JSON.stringify(verdict));

/** The versions a change elsewhere may concern: those still in the hands of the partner. */
export const everyOpenVersion: Selection = isOpen;
