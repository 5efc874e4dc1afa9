import type { Database } from '@portail/platform/db/database.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { sectionOf } from '../../services/declaration-workflow/src/domain/declaration.ts';
import { isCurrent, unexplained } from '../../services/declaration-workflow/src/domain/evaluation.ts';
import type { ControlStep } from '../../services/declaration-workflow/src/domain/vocabulary.ts';
import { outgoing } from '../../services/declaration-workflow/src/assemble.ts';
import { declarationUnit } from '../../services/declaration-workflow/src/store/declaration-store.ts';
import type { ActRequest, Acts } from '../../services/declaration-workflow/src/usecases/acts.ts';
import type { DeclarationFile } from '../../services/declaration-workflow/src/usecases/ports.ts';
import { explanationOf } from './explanations.ts';
import type { DemoFigures } from './figures.ts';

/** Keycloak subjects of the people who act on one equipment. */
export interface Team {
  readonly activity: string;
  readonly financial: string;
  readonly approver: string;
  readonly agent: string;
}

/** How far a declaration of the demo goes, in order. */
export const stages = [
  'TO_ENTER',
  'ACTIVITY_SAVED',
  'ACTIVITY_CONTROLLED',
  'ACTIVITY_ENDED',
  'SECTIONS_ENDED',
  'DECLARATION_CONTROLLED',
  'SUBMITTED',
  'VALIDATED',
] as const;

/** A stage of the journey, or a way out of it. */
export type Stage = (typeof stages)[number] | 'BOTH_SAVED' | 'REJECTED' | 'DELEGATED' | 'CANCELLED';

/** A declaration to make. */
export interface Plan {
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: 'FORECAST' | 'UPDATED' | 'ACTUAL';
  readonly periodEnd?: string;
  readonly dueOn?: string;
  readonly figures: DemoFigures;
  readonly stage: Stage;
  /** When the Caf opens it; each act follows an hour later. */
  readonly startsAt: Date;
}

/** What a journey acts with. */
export interface JourneyTools {
  readonly acts: Acts;
  readonly database: Pick<Database, 'transaction'>;
  readonly termsVersion: string;
  /** Told the instant of each act before it, by a load whose clock follows the story. */
  readonly clock?: (at: Date) => void;
}

const hour = 3_600_000;

/** The last milestone on the way to a stage that leaves it. */
const waysOut: Readonly<Partial<Record<Stage, (typeof stages)[number]>>> = {
  BOTH_SAVED: 'ACTIVITY_SAVED',
  CANCELLED: 'ACTIVITY_SAVED',
  REJECTED: 'SUBMITTED',
  DELEGATED: 'SUBMITTED',
};

function reached(stage: Stage, milestone: (typeof stages)[number]): boolean {
  return stages.findIndex((each) => each === (waysOut[stage] ?? stage)) >= stages.indexOf(milestone);
}

/**
 * Takes a declaration from opening to its stage through the acts of the people concerned. Running it again changes
 * nothing; after an interrupted run it goes on from where the declaration stands.
 */
export async function makeDeclaration(tools: JourneyTools, team: Team, plan: Plan): Promise<void> {
  const { acts } = tools;
  const { equipmentId, exercise, type, periodEnd, dueOn, stage } = plan;
  const key = `demo-${equipmentId}-${exercise}-${type}-${periodEnd ?? 'year'}`;
  tools.clock?.(plan.startsAt);
  const opened = await unlessMadeEarlier(() =>
    acts.openDeclaration({
      equipmentId,
      exercise,
      type,
      periodEnd: periodEnd ?? null,
      dueOn: dueOn ?? null,
      subject: team.agent,
      at: plan.startsAt,
      idempotencyKey: key,
    }),
  );
  if (opened === undefined || opened.status === 'VALIDATED' || opened.status === 'CANCELLED') return;
  const journey = startJourney(tools, opened.id, opened.revision, plan.startsAt);
  if (opened.version === 1 && opened.status !== 'SUBMITTED') await enter(tools, journey, team, plan, key);
  if (reached(stage, 'VALIDATED')) {
    await journey.act(team.agent, (request) =>
      acts.validateDeclaration({ ...request, note: null, idempotencyKey: `${key}-validate` }),
    );
  }
  if (stage === 'REJECTED' || stage === 'DELEGATED') {
    const motive =
      'Le total des heures facturées ne correspond pas au registre transmis. Merci de le vérifier et de le corriger.';
    await journey.act(team.agent, (request) =>
      acts.rejectDeclaration({ ...request, motive, remarks: [], limited: false, idempotencyKey: `${key}-reject` }),
    );
  }
  if (stage === 'DELEGATED') {
    const message = 'Merci de reprendre le total des heures facturées.';
    const { declaration } = await journey.look();
    if (declaration.correction?.delegations.activity) return;
    await journey.act(team.approver, (request) =>
      acts.delegateCorrection({ ...request, section: 'activity', message }),
    );
  }
}

/** From « à saisir » to the transmission, or as far as the stage goes. */
async function enter(
  tools: JourneyTools,
  journey: Journey,
  team: Team,
  { figures, type, stage }: Plan,
  key: string,
): Promise<void> {
  const { acts } = tools;
  if (reached(stage, 'ACTIVITY_SAVED')) {
    await save(tools, journey, team.activity, 'activity', figures.activity);
  }
  if (stage === 'BOTH_SAVED' && type !== 'UPDATED') {
    await save(tools, journey, team.financial, 'financial', figures.financial);
  }
  if (stage === 'CANCELLED') {
    const motive = 'Déclaration ouverte par erreur : l’équipement ne relève pas de cette période.';
    await journey.act(team.agent, (request) => acts.cancelDeclaration({ ...request, motive }));
  }
  if (reached(stage, 'ACTIVITY_CONTROLLED')) await control(tools, journey, 'activity', team.activity);
  if (reached(stage, 'ACTIVITY_ENDED')) await end(tools, journey, 'activity', team);
  if (reached(stage, 'SECTIONS_ENDED') && type !== 'UPDATED') {
    await save(tools, journey, team.financial, 'financial', figures.financial);
    // The other section may have something new to explain now that charges and hours meet (decision 9.5).
    await control(tools, journey, 'financial', team.financial);
    await end(tools, journey, 'financial', team);
  }
  if (reached(stage, 'DECLARATION_CONTROLLED')) await controlWhole(tools, journey, team);
  if (reached(stage, 'SUBMITTED')) await transmit(tools, journey, team, key);
}

/** Saves a section nobody has saved yet. */
async function save(
  { acts }: JourneyTools,
  journey: Journey,
  subject: string,
  section: 'activity' | 'financial',
  values: DemoFigures['activity'],
): Promise<void> {
  const { declaration } = await journey.look();
  if (sectionOf(declaration, section)?.state !== 'EMPTY') return;
  await journey.act(subject, (request) => acts.saveSection({ ...request, section, values }));
}

/** Undefined when a load of another day, whose deadlines differ, already opened this declaration. */
async function unlessMadeEarlier<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof RefusalError && error.refusal.code === 'IDEMPOTENCY_KEY_REUSED') return undefined;
    throw error;
  }
}

interface Journey {
  /** Performs an act at the next hour; when someone (the controls) moved the declaration meanwhile, tries on its new revision. */
  act(subject: string, perform: (request: ActRequest) => Promise<{ readonly revision: number }>): Promise<void>;
  /** The declaration as it is now, with its latest verdict. */
  look(): Promise<DeclarationFile>;
}

/** A busy machine makes verdicts late: each attempt waits two seconds for one. */
const attempts = 30;

function startJourney({ database, clock }: JourneyTools, id: string, firstRevision: number, startsAt: Date): Journey {
  let revision = firstRevision;
  let at = startsAt;
  const look = async () => {
    const file = await database.transaction((tx) => declarationUnit(tx, outgoing).load(id));
    if (file === null) throw new Error(`no declaration ${id}`);
    ({ revision } = file.declaration);
    return file;
  };
  return {
    look,
    act: async (subject, perform) => {
      at = new Date(at.getTime() + hour);
      clock?.(at);
      for (let attempt = 1; ; attempt += 1) {
        try {
          ({ revision } = await perform({ declarationId: id, expectedRevision: revision, subject, at }));
          return;
        } catch (error) {
          const code = error instanceof RefusalError ? error.refusal.code : undefined;
          if (attempt === attempts || (code !== 'STALE_VERSION' && code !== 'CONTROLS_PENDING')) throw error;
          await look();
        }
      }
    },
  };
}

async function control(
  { acts }: JourneyTools,
  journey: Journey,
  section: 'activity' | 'financial',
  subject: string,
): Promise<void> {
  if (isDone(await journey.look(), section)) return;
  const step = section === 'activity' ? 'ACTIVITY' : 'FINANCIAL';
  for (let round = 1; round <= attempts; round += 1) {
    await journey.act(subject, (request) => acts.runSectionControls({ ...request, section }));
    const file = await journey.look();
    if (isDone(file, section)) return;
    const gaps = gapsOf(file, step);
    if (gaps === undefined) continue;
    await explainAll(acts, journey, subject, gaps);
    if (isDone(await journey.look(), section)) return;
  }
  throw new Error(`the ${section} section could not be controlled`);
}

const movedOn = ['CONTROLS_NOT_RUN', 'RESULT_CHANGED', 'CONTROL_NOT_RAISED', 'DECLARATION_CONTROLS_NOT_RUN'];

/** Explains each gap. A verdict that changed meanwhile is not a fault: the caller looks again. */
async function explainAll(
  acts: Acts,
  journey: Journey,
  subject: string,
  gaps: readonly { readonly code: string; readonly fingerprint: string }[],
): Promise<void> {
  for (const { code, fingerprint } of gaps) {
    try {
      await journey.act(subject, (request) =>
        acts.explainControl({ ...request, code, fingerprint, text: explanationOf(code) }),
      );
    } catch (error) {
      if (error instanceof RefusalError && movedOn.includes(error.refusal.code)) return;
      throw error;
    }
  }
}

/** A person who is also the approver ends a section by moving on (decision 9.3): it is then LOCKED at once. */
function isDone({ declaration }: DeclarationFile, section: 'activity' | 'financial'): boolean {
  const state = sectionOf(declaration, section)?.state;
  return state === 'CONTROLLED' || state === 'LOCKED';
}

/** What a step still has to explain; undefined while the verdict on the present data has not come. */
function gapsOf({ declaration, evaluation }: DeclarationFile, step: ControlStep) {
  return isCurrent(evaluation, declaration) ? unexplained(evaluation, step, declaration.explanations) : undefined;
}

/** « Fin de saisie », unless moving on already ended it (decision 9.3). */
async function end(
  tools: JourneyTools,
  journey: Journey,
  section: 'activity' | 'financial',
  team: Team,
): Promise<void> {
  const subject = section === 'activity' ? team.activity : team.financial;
  const { declaration } = await journey.look();
  if (sectionOf(declaration, section)?.state === 'LOCKED') return;
  await journey.act(subject, (request) => tools.acts.lockSection({ ...request, section }));
}

async function controlWhole({ acts }: JourneyTools, journey: Journey, team: Team): Promise<void> {
  const subject = team.approver;
  const before = await journey.look();
  if (before.declaration.declarationControls !== null && gapsOf(before, 'DECLARATION')?.length === 0) return;
  await journey.act(subject, (request) => acts.runDeclarationControls(request));
  for (let round = 1; round <= attempts; round += 1) {
    const gaps = gapsOf(await journey.look(), 'DECLARATION');
    if (gaps !== undefined) {
      if (gaps.length === 0) return;
      await explainAll(acts, journey, subject, gaps);
      continue;
    }
    await journey.act(subject, (request) => acts.runDeclarationControls(request));
  }
}

async function transmit(
  { acts, termsVersion }: JourneyTools,
  journey: Journey,
  team: Team,
  key: string,
): Promise<void> {
  const idempotencyKey = `${key}-transmit`;
  await journey.act(team.approver, (request) =>
    acts.transmitDeclaration({ ...request, attested: true, termsVersion, idempotencyKey }),
  );
}
