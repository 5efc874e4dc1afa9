import type { Database, Transaction } from '@portail/platform/db/database.ts';
import { dayInParis } from './usecases/evaluate-declarations.ts';
import { prepareRuleSheets, type RuleSheets } from './domain/rule-sheets.ts';
import type { BonusReference } from './domain/information-lines.ts';
import type { ReactionPorts } from './events/in/reactions.ts';
import { sayer } from './events/out/say.ts';
import { loadDeclarations, rejectVersion, saveDeclaration } from './store/declaration-store.ts';
import { enterEvaluation, loadEquipment, lockEquipment, saveEquipment } from './store/equipment-store.ts';
import { confirmEvaluation, lastEvaluation, saveEvaluation } from './store/evaluation-store.ts';
import { savePerson } from './store/person-store.ts';
import { requestForExercise, requestForOverdue, takeRequest } from './store/reevaluation-store.ts';
import { loadBonuses, loadFields, loadRules } from './store/rule-store.ts';
import { holdScales, insertPublishedScale, lockScaleRevision, psuLoader } from './store/scale-store.ts';
import { publishScale, type PublishScalePorts } from './usecases/publish-scale.ts';
import { reevaluateNext } from './usecases/reevaluate-next.ts';

/** Rules and parameters read once; they change with a migration only. */
export interface StaticReference {
  readonly sheets: RuleSheets;
  readonly bonuses: BonusReference;
}

/**
 * Reads and prepares the rules.
 * @throws Error when a rule cannot run, or a Caf’s rule loosens a national one
 */
export async function loadStaticReference(database: Database): Promise<StaticReference> {
  const [rules, fields, bonuses] = await Promise.all([
    loadRules(database),
    loadFields(database),
    loadBonuses(database),
  ]);
  return { sheets: prepareRuleSheets(rules, fields), bonuses };
}

/** What this service does on a database: its reactions’ ports, its acts, its background work. */
export function assembleControls(database: Database, reference: StaticReference, clock: () => Date) {
  const reactionPorts: ReactionPorts = {
    ...reference,
    clock,
    loadEquipment,
    loadDeclarations,
    loadPsu: psuLoader(),
    lastEvaluation,
    saveEvaluation,
    confirmEvaluation,
    say: sayer(clock),
    enterEvaluation,
    saveDeclaration,
    rejectVersion,
    saveEquipment,
    savePerson,
  };
  const transaction = <T>(work: (tx: Transaction) => Promise<T>) => database.transaction(work);
  const reevaluationPorts = { ...reactionPorts, transaction, holdScales, lockEquipment, takeRequest };
  return {
    reactionPorts,
    publishScale: publisher(database, clock),
    reevaluateNext: () => reevaluateNext(reevaluationPorts),
    requestOverdue: () => {
      const now = clock().toISOString();
      return requestForOverdue(database, dayInParis(now), now);
    },
  };
}

/** The act « publish a scale » on a database; routes and the demo data use it alike. */
export function publisher(database: Pick<Database, 'transaction'>, clock: () => Date) {
  const ports: PublishScalePorts = {
    transaction: (work) => database.transaction(work),
    clock,
    lockScaleRevision,
    insertPublishedScale,
    requestReevaluation: requestForExercise,
    say: sayer(clock),
  };
  return (command: Parameters<typeof publishScale>[1], actor: string) => publishScale(ports, command, actor);
}
