import { requiredSections, type Stamp } from './declaration.ts';
import { frenchDay, points } from './labels.ts';
import { edits, holds, isOfTheCaf, reads, readsDeclarationControls, type Person } from './permissions.ts';
import { isReadyForApproval, progressOfSection, type Pending, type Progress } from './progress.ts';
import { expectedAct } from './tasks.ts';
import type { SectionKey, StepKey } from './vocabulary.ts';

/** How far a step is, for one person. */
export type StepState = 'TO_DO' | 'IN_PROGRESS' | 'TO_EXPLAIN' | 'DONE' | 'LOCKED' | 'NOT_YOURS' | 'NOT_YET';

/** One step of the « chemin de fer » as one person sees it. */
export interface Step {
  readonly key: StepKey;
  readonly number: number;
  readonly label: string;
  readonly state: StepState;
  /** « enregistrée le 12/03/2016 par Claire Roux ». */
  readonly stateLabel: string;
  /** Where this person is expected, or lands when nothing is. At most one. */
  readonly current: boolean;
  /** True when this person may go there. */
  readonly open: boolean;
}

interface Stage {
  readonly state: StepState;
  readonly stateLabel: string;
  readonly open: boolean;
}

const labels: Readonly<Record<StepKey, string>> = {
  ACTIVITY_ENTRY: 'Saisie des données d’activité',
  ACTIVITY_CONTROLS: 'Contrôle des données d’activité',
  FINANCIAL_ENTRY: 'Saisie des données financières',
  FINANCIAL_CONTROLS: 'Contrôle des données financières',
  DECLARATION_CONTROLS: 'Contrôle de la déclaration',
  TRANSMISSION: 'Transmission à la Caf',
};

const notYours: Stage = { state: 'NOT_YOURS', stateLabel: 'ne vous concerne pas', open: false };
const toDo = 'à faire';

/**
 * The steps of a declaration for a person (guide, fiche 5): six, or four for an actualisée, which has no financial form.
 * Computed from role, type and state only.
 */
export function stepsOf(progress: Progress, person: Person): readonly Step[] {
  const stages: [StepKey, Stage][] = [];
  for (const section of requiredSections(progress)) {
    const [entry, controls] =
      section === 'activity'
        ? (['ACTIVITY_ENTRY', 'ACTIVITY_CONTROLS'] as const)
        : (['FINANCIAL_ENTRY', 'FINANCIAL_CONTROLS'] as const);
    stages.push([entry, entryStage(progress, person, section)], [controls, controlsStage(progress, person, section)]);
  }
  stages.push(
    ['DECLARATION_CONTROLS', declarationStage(progress, person)],
    ['TRANSMISSION', transmissionStage(progress, person)],
  );
  const here = expectedAct(progress, person)?.step ?? landing(stages);
  return stages.map(([key, stage], index) => ({
    key,
    number: index + 1,
    label: labels[key],
    ...stage,
    current: key === here,
  }));
}

function entryStage(progress: Progress, person: Person, key: SectionKey): Stage {
  const section = progressOfSection(progress, key);
  const open = reads(progress, person, key);
  if (section === null || !isConcerned(person, open)) return notYours;
  switch (section.state) {
    case 'EMPTY':
      return { state: 'TO_DO', stateLabel: toDo, open };
    case 'DRAFT':
      return section.controlsRun
        ? { state: 'DONE', stateLabel: `enregistrée ${signed(section.saved)}`, open }
        : { state: 'IN_PROGRESS', stateLabel: `en cours, enregistrée ${signed(section.saved)}`, open };
    case 'CONTROLLED':
      return { state: 'DONE', stateLabel: `enregistrée ${signed(section.saved)}`, open };
    case 'LOCKED':
      return { state: 'LOCKED', stateLabel: `verrouillée ${signed(section.locked)}`, open };
  }
}

function controlsStage(progress: Progress, person: Person, key: SectionKey): Stage {
  const section = progressOfSection(progress, key);
  const readable = reads(progress, person, key);
  if (section === null || !isConcerned(person, readable)) return notYours;
  switch (section.state) {
    case 'EMPTY':
      return { state: 'NOT_YET', stateLabel: 'après la saisie', open: false };
    case 'DRAFT':
      if (!section.controlsRun) return { state: 'TO_DO', stateLabel: toDo, open: false };
      return { ...(pendingStage(section) ?? { state: 'TO_DO', stateLabel: toDo }), open: readable };
    case 'CONTROLLED':
      return { ...controlledStage(progress, person, key, section.controlled), open: readable };
    case 'LOCKED':
      return { state: 'LOCKED', stateLabel: `verrouillé ${signed(section.locked)}`, open: readable };
  }
}

/** Clean or all explained is not ended: someone has « fin de saisie » to press, unless her moving on does it (decision 9.3). */
function controlledStage(
  progress: Progress,
  person: Person,
  key: SectionKey,
  stamp: Stamp | null,
): Omit<Stage, 'open'> {
  return holds(person, 'APPROVER') && edits(progress, person, key)
    ? { state: 'DONE', stateLabel: `contrôlé ${signed(stamp)}` }
    : { state: 'IN_PROGRESS', stateLabel: `contrôlé ${signed(stamp)}, saisie à terminer` };
}

function declarationStage(progress: Progress, person: Person): Stage {
  if (!holds(person, 'APPROVER') && person.population === 'PARTNER') return notYours;
  const { ran } = progress.declaration;
  const transmitted = progress.transmission !== null;
  const readable = readsDeclarationControls(progress, person);
  if (transmitted) return { state: 'DONE', stateLabel: `terminé ${signed(ran)}`, open: readable };
  if (!isReadyForApproval(progress, person)) {
    return { state: 'NOT_YET', stateLabel: 'quand la saisie de chaque section sera terminée', open: false };
  }
  if (ran === null) return { state: 'TO_DO', stateLabel: toDo, open: readable };
  const asked = pendingStage(progress.declaration);
  return asked ? { ...asked, open: readable } : { state: 'DONE', stateLabel: `terminé ${signed(ran)}`, open: readable };
}

function transmissionStage(progress: Progress, person: Person): Stage {
  const readable = readsDeclarationControls(progress, person);
  if (progress.transmission !== null) {
    const asked = progress.correctionRequested === null ? '' : ', correction demandée à la Caf';
    return { state: 'DONE', stateLabel: `transmise ${signed(progress.transmission)}${asked}`, open: readable };
  }
  if (!holds(person, 'APPROVER') && person.population === 'PARTNER') return notYours;
  const ready = declarationStage(progress, person).state === 'DONE';
  return ready
    ? { state: 'TO_DO', stateLabel: toDo, open: readable }
    : { state: 'NOT_YET', stateLabel: 'après le contrôle de la déclaration', open: false };
}

/** What controls still ask for, or undefined when nothing. */
function pendingStage(pending: Pending): Omit<Stage, 'open'> | undefined {
  const { toExplain, blocking } = pending;
  if (toExplain === null || blocking === null) return { state: 'IN_PROGRESS', stateLabel: 'contrôle en cours' };
  if (blocking > 0) return { state: 'TO_EXPLAIN', stateLabel: `${points(blocking)} à corriger` };
  if (toExplain > 0) return { state: 'TO_EXPLAIN', stateLabel: `${points(toExplain)} à expliquer` };
  return undefined;
}

/** Agents follow every step from afar; partners only those of sections they read. */
function isConcerned(person: Person, readable: boolean): boolean {
  return readable || isOfTheCaf(person) || person.population === 'CNAF_ADMIN';
}

/** Where a person lands when nothing is expected: the last step they may open once transmitted, else their own form. */
function landing(stages: readonly [StepKey, Stage][]): StepKey | undefined {
  const open = stages.filter(([, stage]) => stage.open).map(([key]) => key);
  return open.includes('TRANSMISSION') ? 'TRANSMISSION' : open[0];
}

function signed(stamp: Stamp | null): string {
  return stamp === null ? '' : `le ${frenchDay(stamp.at)} par ${stamp.name}`;
}
