import type { Queryable } from '@portail/platform/db/database.ts';
import { type DeclarationVersion, isHistory } from '../domain/declaration-version.ts';
import { buildFacts } from '../domain/facts.ts';
import type { PsuReference } from '../domain/psu-scale.ts';
import { type RuleContent, ruleOf } from '../domain/rule-publication.ts';
import type { ControlRule } from '../domain/rule-sheet.ts';
import { prepareTrial, type Tried } from '../domain/rule-trial.ts';
import { loadFields } from '../store/rule-store.ts';
import { FIRST_ID, trialEquipments, trialExercises, trialVersions } from '../store/trial-store.ts';

/** How many declarations a rule would reach. */
export interface TrialCount {
  readonly examined: number;
  /** Could not be applied, under one rule or the other. */
  readonly notApplicable: number;
  readonly today: number;
  readonly tried: number;
  readonly appears: number;
  readonly disappears: number;
  readonly severityChanges: number;
}

/** What a rule would have said of an exercise’s transmitted declarations. */
export interface Trial {
  readonly exercise: number;
  /** Exercises it may be tried on, latest first. */
  readonly exercises: readonly number[];
  readonly total: TrialCount;
  readonly byCaf: readonly ({ readonly cafCode: string } & TrialCount)[];
  /** Declarations that change, for those who may read them; the first ones only. */
  readonly changing: readonly {
    readonly declarationId: string;
    readonly type: string;
    readonly effect: 'APPEARS' | 'DISAPPEARS';
    readonly message: string;
  }[];
}

/** What a trial asks. */
export interface TrialQuestion {
  readonly code: string;
  readonly content: RuleContent;
  /** Null takes the latest exercise that has transmitted declarations. */
  readonly exercise: number | null;
  /** Whose declarations; a Caf’s people try on their own only. */
  readonly cafCodes: readonly string[] | 'ALL';
  /** Whether the answer names declarations: national administrators work on aggregates (domain.md 5.3). */
  readonly names: boolean;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type LoadPsu = (db: Queryable, exercises: readonly number[]) => Promise<(exercise: number) => PsuReference>;

/** Equipments read at once: bounds the memory, and gives other requests their turn. */
const BATCH = 400;
const SHOWN = 50;

/** Tries one rule on transmitted declarations, beside the one in force; writes nothing. */
export async function tryRule(
  db: Queryable,
  loadPsu: LoadPsu,
  rules: readonly ControlRule[],
  question: TrialQuestion,
): Promise<Trial> {
  const exercises = await trialExercises(db);
  const exercise = question.exercise ?? exercises[0] ?? 0;
  // Tried over its whole exercise: from which one on it would be published does not matter here.
  const content = { ...question.content, fromExercise: exercise, toExercise: exercise };
  const next = ruleOf(rules, question.code, content);
  const compare = prepareTrial(rules, next, await loadFields(db));
  // The other types keep the rule they have: nothing could change there.
  const types = next.declarationTypes;
  const byCaf = new Map<string, Mutable<TrialCount>>();
  const changing: Mutable<Trial['changing'][number]>[] = [];
  const wanted = { cafCodes: question.cafCodes, exercise, types };
  // The next equipments are read while these are compared.
  let coming = readBatch(db, FIRST_ID, wanted);
  for (;;) {
    const { equipments, versions } = await coming;
    const last = equipments.at(-1);
    if (last === undefined) break;
    coming = readBatch(db, last.id, wanted);
    // Whoever waits for `coming` hears of its failure; until then it has no other listener.
    coming.catch(() => undefined);
    const psu = await loadPsu(
      db,
      versions.map((each) => each.exercise),
    );
    const ofEquipment = Map.groupBy(versions, (each) => each.equipmentId);
    for (const equipment of equipments) {
      const history = ofEquipment.get(equipment.id) ?? [];
      for (const declaration of latestOf(history, exercise, types)) {
        const evaluatedOn = (declaration.transmittedAt ?? declaration.period.end).slice(0, 10);
        const facts = buildFacts({ declaration, equipment, history, psu, evaluatedOn });
        const tried = compare(facts, { exercise, type: declaration.type, cafCode: equipment.cafCode });
        const count = byCaf.get(equipment.cafCode) ?? nothing();
        byCaf.set(equipment.cafCode, add(count, tried));
        const { effect, message } = tried;
        if (question.names && changing.length < SHOWN && (effect === 'APPEARS' || effect === 'DISAPPEARS')) {
          changing.push({
            declarationId: declaration.declarationId,
            type: declaration.type,
            effect,
            message: message!,
          });
        }
      }
    }
  }
  const cafs = [...byCaf].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    exercise,
    exercises,
    total: cafs.reduce((sum, [, count]) => plus(sum, count), nothing()),
    byCaf: cafs.map(([cafCode, count]) => ({ cafCode, ...count })),
    changing,
  };
}

async function readBatch(db: Queryable, after: string, wanted: Parameters<typeof trialEquipments>[2]) {
  const equipments = await trialEquipments(db, after, wanted, BATCH);
  const ids = equipments.map(({ id }) => id);
  return { equipments, versions: ids.length === 0 ? [] : await trialVersions(db, ids, wanted.exercise) };
}

/** The latest transmitted version of each declaration of the exercise. */
function latestOf(history: readonly DeclarationVersion[], exercise: number, types: readonly string[]) {
  const latest = new Map<string, DeclarationVersion>();
  for (const each of history) {
    if (each.exercise !== exercise || !types.includes(each.type) || !isHistory(each)) continue;
    const known = latest.get(each.declarationId);
    if (known === undefined || known.version < each.version) latest.set(each.declarationId, each);
  }
  return latest.values();
}

function nothing(): Mutable<TrialCount> {
  return { examined: 0, notApplicable: 0, today: 0, tried: 0, appears: 0, disappears: 0, severityChanges: 0 };
}

function add(count: Mutable<TrialCount>, { effect, notApplicable, severityChanges }: Tried): Mutable<TrialCount> {
  count.examined += 1;
  if (notApplicable) count.notApplicable += 1;
  if (effect === 'STAYS' || effect === 'DISAPPEARS') count.today += 1;
  if (effect === 'STAYS' || effect === 'APPEARS') count.tried += 1;
  if (effect === 'APPEARS') count.appears += 1;
  if (effect === 'DISAPPEARS') count.disappears += 1;
  if (severityChanges) count.severityChanges += 1;
  return count;
}

function plus(one: TrialCount, other: TrialCount): Mutable<TrialCount> {
  const sum = nothing();
  for (const name of Object.keys(sum) as (keyof TrialCount)[]) sum[name] = one[name] + other[name];
  return sum;
}
