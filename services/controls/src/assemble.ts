import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { Database, Transaction } from '@portail/platform/db/database.ts';
import { prepareRuleSheets, type RuleSheets } from './domain/rule-sheets.ts';
import type { ReferenceKind } from './domain/reference-data.ts';
import { versionOf } from './domain/rule-publication.ts';
import type { BonusReference } from './domain/information-lines.ts';
import type { ReactionPorts } from './events/in/reactions.ts';
import { noter, sayer } from './events/out/say.ts';
import type { RoutePorts } from './http/routes.ts';
import { listProposals, proposalFile } from './queries/list-proposals.ts';
import { listRules } from './queries/list-rules.ts';
import { listScales } from './queries/list-scales.ts';
import { readRule } from './queries/read-rule.ts';
import { readScale } from './queries/read-scale.ts';
import { tryRule } from './queries/try-rule.ts';
import { loadDeclarations, rejectVersion, saveDeclaration } from './store/declaration-store.ts';
import { lockDraft, openDrafts, writeDraft } from './store/draft-store.ts';
import { enterEvaluation, loadEquipment, lockEquipment, saveEquipment } from './store/equipment-store.ts';
import { confirmEvaluation, lastEvaluation, saveEvaluation } from './store/evaluation-store.ts';
import { findActor, savePerson } from './store/person-store.ts';
import { holdProposal, insertProposal, updateProposal } from './store/proposal-store.ts';
import { requestForExercise, requestForOverdue, requestForRule, takeRequest } from './store/reevaluation-store.ts';
import { insertRule, loadBonuses, loadFields, loadRules, sheetsLoader } from './store/rule-store.ts';
import {
  holdScales,
  insertPublishedScale,
  lockReference,
  lockScaleRevision,
  psuLoader,
  scaleRevision,
} from './store/scale-store.ts';
import { publishScale, type PublishScalePorts } from './usecases/publish-scale.ts';
import { referenceActs } from './usecases/reference-acts.ts';
import { reevaluateNext } from './usecases/reevaluate-next.ts';

/** Rules and parameters as the service starts; later rules are read when one is published. */
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
  const loadPsu = psuLoader();
  const reactionPorts: ReactionPorts = {
    bonuses: reference.bonuses,
    loadSheets: sheetsLoader(),
    clock,
    loadEquipment,
    loadDeclarations,
    loadPsu,
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
    routePorts: routePorts(database, loadPsu, clock),
    reevaluateNext: () => reevaluateNext(reevaluationPorts),
    requestOverdue: () => {
      const now = clock().toISOString();
      return requestForOverdue(database, parisDay(new Date(now)), now);
    },
  };
}

/** What the routes call, on a database. */
function routePorts(database: Database, loadPsu: ReturnType<typeof psuLoader>, clock: () => Date): RoutePorts {
  const drafts = async (kind: ReferenceKind) =>
    (await openDrafts(database)).filter((each) => each.kind === kind).map((each) => each.subject);
  return {
    findActor: (subject) => findActor(database, subject),
    listScales: () => listScales(database),
    scaleDrafts: async () => (await drafts('SCALE')).map(Number),
    readScale: (exercise, seesDrafts) => readScale(database, exercise, seesDrafts),
    listRules: (filter) => listRules(database, filter),
    ruleDrafts: () => drafts('RULE'),
    readRule: (code, sees) => readRule(database, code, sees),
    tryRule: async (question) => {
      const rules = await loadRules(database);
      return versionOf(rules, question.code) === 0 ? null : tryRule(database, loadPsu, rules, question);
    },
    listProposals: (filter) => listProposals(database, filter),
    proposalFile: (id, cafCodes) => proposalFile(database, id, cafCodes),
    acts: referenceActs({
      ...publicationPorts(database, clock),
      lockDraft,
      writeDraft,
      scaleRevision,
      loadRules,
      lockReference,
      insertRule,
      requestForRule,
      insertProposal,
      holdProposal,
      updateProposal,
      note: noter(clock),
    }),
  };
}

function publicationPorts(database: Pick<Database, 'transaction'>, clock: () => Date): PublishScalePorts {
  return {
    transaction: (work) => database.transaction(work),
    clock,
    lockScaleRevision,
    insertPublishedScale,
    requestReevaluation: requestForExercise,
    say: sayer(clock),
  };
}

/** The act « publish a scale » on a database, as the demonstration data use it: without draft. */
export function publisher(database: Pick<Database, 'transaction'>, clock: () => Date) {
  const ports = publicationPorts(database, clock);
  return (command: Parameters<typeof publishScale>[1], actor: string) =>
    publishScale(ports, command, { id: actor, name: '' });
}
