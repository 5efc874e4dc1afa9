import { explanationKey, isCurrent, isExplained, needsExplanation, type Evaluation } from '../domain/evaluation.ts';
import { activityHeader, type ActivityHeader, type EquipmentFacts } from '../domain/equipment-facts.ts';
import {
  familyContributionsOf,
  openRequestOf,
  requiredSections,
  transmissionOf,
  type Declaration,
  type Section,
} from '../domain/declaration.ts';
import {
  derivedActivity,
  derivedFinancial,
  formDefinition,
  type FormDefinition,
  type FormLineRow,
} from '../domain/form-definition.ts';
import { historySentence, withSittings } from '../domain/history.ts';
import { statusLabel, typeLabel, versionLabel } from '../domain/labels.ts';
import { edits, isOfTheCaf, reads, readsDeclarationControls, readsMotive, type Person } from '../domain/permissions.ts';
import { progressOf } from '../domain/progress.ts';
import { stepsOf } from '../domain/stepper.ts';
import { allowedActs } from '../domain/transitions.ts';
import { warningsOf } from '../domain/warnings.ts';
import { controlStepOf, type ControlStep, type Role, type SectionKey } from '../domain/vocabulary.ts';
import type { ControlView, DeclarationView, SectionView } from './views.ts';

/** Everything a declaration’s view is made of. */
export interface DeclarationMaterial {
  readonly declaration: Declaration;
  readonly equipment: EquipmentFacts;
  readonly person: Person;
  readonly evaluation: Evaluation | null;
  readonly exerciseClosed: boolean;
  readonly changedEquipmentToday: boolean;
  /** True when the prévisionnelle of the exercise was transmitted. */
  readonly forecastTransmitted: boolean;
  readonly formLines: readonly FormLineRow[];
  /** Last exercises, newest first. */
  readonly previous: readonly {
    readonly exercise: number;
    readonly type: Declaration['type'];
    readonly activity: DeclarationView['sections']['activity']['values'];
    readonly financial: DeclarationView['sections']['activity']['values'] | null;
  }[];
  /** Who else holds each role on the equipment, by name; read only while a correction is under way. */
  readonly providers: Readonly<Partial<Record<Role, readonly string[]>>>;
  readonly unreadMessages: number;
  readonly history: readonly {
    readonly at: string;
    readonly actor: string;
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
  /** ISO date in Europe/Paris. */
  readonly today: string;
}

/** The declaration as this person may see it now: sections, controls and motive they may not read are left out (5.3). */
export function declarationView(material: DeclarationMaterial): DeclarationView {
  const { declaration, equipment, person, evaluation, exerciseClosed, changedEquipmentToday, today } = material;
  const header = activityHeader(equipment, declaration.exercise, {
    start: declaration.periodStart,
    end: declaration.periodEnd,
  });
  const transmission = transmissionOf(declaration);
  const sees = (section: SectionKey) => reads(declaration, person, section);
  const decided = declaration.status === 'VALIDATED' ? declaration.decision : null;
  return {
    id: declaration.id,
    revision: declaration.revision,
    version: declaration.version,
    status: declaration.status,
    statusLabel: statusLabel(declaration.status, declaration.correction),
    type: declaration.type,
    typeLabel: typeLabel(declaration.type, declaration.periodStart, declaration.periodEnd),
    exercise: declaration.exercise,
    periodStart: declaration.periodStart,
    periodEnd: declaration.periodEnd,
    dueOn: declaration.dueOn,
    overdue: isOverdue(declaration, today),
    equipment: {
      id: equipment.id,
      name: equipment.name,
      commune: equipment.commune,
      partnerName: equipment.partnerName,
    },
    header: { ...header, familyContributions: sees('activity') ? familyContributionsOf(declaration) : null },
    roles: [...person.roles],
    acts: [...allowedActs(declaration, { person, evaluation, exerciseClosed, changedEquipmentToday })],
    steps: [...stepsOf(progressOf(declaration, evaluation), person)],
    sections: {
      activity: sectionView('activity', declaration.activity, material, header),
      financial: declaration.financial && sectionView('financial', declaration.financial, material, header),
    },
    evaluation: { status: evaluationStatus(declaration, evaluation), at: evaluation?.evaluatedAt ?? null },
    controls: controlViews(material),
    estimate: estimateView(material),
    comment: readsDeclarationControls(declaration, person) ? declaration.comment : null,
    correction: correctionView(material),
    correctionRequest: requestView(declaration),
    rejection:
      declaration.correction?.cause === 'REJECTION' && readsMotive(person)
        ? {
            motive: declaration.correction.motive,
            at: declaration.correction.decided.at,
            by: declaration.correction.decided.name,
            version: declaration.correction.ofVersion,
          }
        : null,
    transmission: transmission && { at: transmission.at, by: transmission.name, dataHash: transmission.dataHash },
    judgedByOthers: changedEquipmentToday && isOfTheCaf(person),
    decision: decided && { at: decided.at, by: decided.name, note: decided.note },
    warnings: [...warningsOf(declaration, material)],
    versions: [
      ...declaration.past.map(({ number, status, decision }) => ({
        number,
        status,
        statusLabel: versionLabel(status),
        at: decision.at,
      })),
      {
        number: declaration.version,
        status: declaration.status,
        statusLabel: versionLabel(declaration.status),
        at: decided?.at ?? transmission?.at ?? lastActivity(declaration),
      },
    ],
    unreadMessages: material.unreadMessages,
    history: historyLines(material),
  };
}

/** The correction under way; the motive and the messages only for those they are meant for (5.3, decision 9.8). */
function correctionView({ declaration, person, providers }: DeclarationMaterial): DeclarationView['correction'] {
  const { correction } = declaration;
  if (correction === null) return null;
  const delegated = requiredSections(declaration).filter((key) => correction.delegations[key]);
  return {
    ofVersion: correction.ofVersion,
    cause: correction.cause,
    motive: readsMotive(person) ? correction.motive : null,
    mode: delegated.length > 0 ? 'DELEGATED' : 'APPROVER',
    delegated,
    providers: {
      activity: readsMotive(person) ? [...(providers.ACTIVITY_PROVIDER ?? [])] : [],
      financial: readsMotive(person) ? [...(providers.FINANCIAL_PROVIDER ?? [])] : [],
    },
    messages: delegated.flatMap((section) => {
      const delegation = correction.delegations[section];
      if (!delegation?.message || person.population !== 'PARTNER' || !reads(declaration, person, section)) return [];
      return [{ section, text: delegation.message, by: delegation.name, at: delegation.at }];
    }),
    remarks: correction.remarks
      .filter(({ section }) => isOfTheCaf(person) || reads(declaration, person, section))
      .map((remark) => ({ ...remark })),
    limited: correction.limited,
  };
}

/** The request for correction of the current version, and what became of it. */
function requestView(declaration: Declaration): DeclarationView['correctionRequest'] {
  const { correctionRequest: request } = declaration;
  if (request === null) return null;
  const { text, name: by, at, declined } = request;
  const closed = declined === null ? 'CLOSED' : 'DECLINED';
  return {
    state: openRequestOf(declaration) === null ? closed : 'PENDING',
    text,
    by,
    at,
    declined: declined && { text: declined.text, by: declined.name, at: declined.at },
  };
}

/** The word that came with a section given back; not for the approver who opened her own section again. */
function handBackView(key: SectionKey, { declaration, person }: DeclarationMaterial): SectionView['handedBack'] {
  const handBack = declaration.handBacks[key];
  if (handBack === undefined || person.population !== 'PARTNER' || !reads(declaration, person, key)) return null;
  if (handBack.userId === person.userId && edits(declaration, person, key)) return null;
  return { message: handBack.message, by: handBack.name, at: handBack.at };
}

/** True once the deadline has passed while the partner’s work is not transmitted; it never blocks (section 5.4). */
export function isOverdue(declaration: Pick<Declaration, 'status' | 'dueOn'>, today: string): boolean {
  const open = declaration.status === 'TO_ENTER' || declaration.status === 'IN_PROGRESS';
  return open && declaration.dueOn !== null && declaration.dueOn < today;
}

/** Whether the verdict of the controls is about the present data. */
export function evaluationStatus(
  declaration: Declaration,
  evaluation: Evaluation | null,
): DeclarationView['evaluation']['status'] {
  if (isCurrent(evaluation, declaration)) return 'CURRENT';
  return declaration.status === 'TO_ENTER' ? 'NONE' : 'PENDING';
}

/** What was done, oldest first; « contrôle terminé » goes without saying when the same act found nothing to explain. */
function historyLines({ history, evaluation }: DeclarationMaterial): DeclarationView['history'] {
  const labels = new Map(evaluation?.results.map(({ code, label }) => [code, label]));
  const runs = new Set(history.filter(({ type }) => type === 'SectionControlsRun').map(({ at }) => at));
  return withSittings(history)
    .filter(({ type, at }) => type !== 'SectionControlled' || !runs.has(at))
    .map(({ at, actor, type, data }) => ({ at, actor, act: historySentence(type, data, (code) => labels.get(code)) }));
}

/** A version is no older than the decision of the Caf it answers. */
function lastActivity(declaration: Declaration): string {
  const saved = [declaration.activity, declaration.financial].flatMap((section) =>
    section !== null && section.state !== 'EMPTY' ? [section.saved.at] : [],
  );
  return [declaration.opened.at, declaration.correction?.decided.at ?? '', ...saved].sort().at(-1) ?? '';
}

function sectionView(
  key: SectionKey,
  section: Section,
  material: DeclarationMaterial,
  header: ActivityHeader,
): SectionView {
  const { declaration, person } = material;
  const readable = reads(declaration, person, key);
  const { exercise, type } = declaration;
  const form = formDefinition(material.formLines, key, exercise, type, header.modulatedApproval);
  const saved = section.state === 'EMPTY' ? null : section.saved;
  const locked = section.state === 'LOCKED' ? section.locked : null;
  return {
    key,
    required: true,
    readable,
    state: section.state,
    lines: readable ? form.lines.map(shownLine) : [],
    values: readable ? { ...section.values } : {},
    derived: readable ? derivedOf(key, section, form, declaration, header) : {},
    savedAt: saved?.at ?? null,
    savedBy: saved?.name ?? null,
    savedByYou: saved?.userId === person.userId,
    lockedAt: locked?.at ?? null,
    lockedBy: locked?.name ?? null,
    handedBack: handBackView(key, material),
    previous: readable
      ? material.previous.flatMap(({ exercise: past, type: pastType, ...values }) => {
          const shown = values[key];
          return shown ? [{ exercise: past, type: pastType, values: shown }] : [];
        })
      : [],
  };
}

function shownLine(line: FormDefinition['lines'][number]): SectionView['lines'][number] {
  const { field, code, label, help, unit, kind, group, side, requirement, formula } = line;
  return { field, code, label, help, unit, kind, group, side, requirement, formula };
}

function derivedOf(
  key: SectionKey,
  section: Section,
  form: FormDefinition,
  declaration: Declaration,
  header: ActivityHeader,
): Record<string, number | null> {
  return key === 'activity'
    ? { ...derivedActivity(section.values, header.modulatedApproval, familyContributionsOf(declaration)) }
    : { ...derivedFinancial(form, section.values) };
}

function controlViews(material: DeclarationMaterial): ControlView[] {
  const { declaration, evaluation } = material;
  if (evaluation?.version !== declaration.version) return [];
  return evaluation.results
    .filter((result) => result.code !== 'DEC-12' && seesStep(material, result.step))
    .map((result) => {
      const explanation = declaration.explanations[explanationKey(result)];
      const confirmed = isExplained(result, declaration.explanations);
      return {
        ...result,
        explanation: explanation
          ? { text: explanation.text, by: explanation.name, at: explanation.at, confirmed }
          : null,
        toExplain: needsExplanation(result) && !confirmed,
      };
    });
}

function seesStep({ declaration, person }: DeclarationMaterial, step: ControlStep): boolean {
  if (step === 'DECLARATION') return seesDeclarationStep(declaration, person);
  const key: SectionKey = step === controlStepOf('activity') ? 'activity' : 'financial';
  const section = key === 'activity' ? declaration.activity : declaration.financial;
  return section !== null && section.state !== 'EMPTY' && reads(declaration, person, key);
}

/** The whole-declaration step opens when the approver runs its controls (T7) and stays open to the Caf. */
function seesDeclarationStep(declaration: Declaration, person: Person): boolean {
  const reached = declaration.declarationControls !== null || transmissionOf(declaration) !== null;
  return reached && readsDeclarationControls(declaration, person);
}

function estimateView({ declaration, person, evaluation }: DeclarationMaterial): DeclarationView['estimate'] {
  if (!seesDeclarationStep(declaration, person) || evaluation?.version !== declaration.version) return null;
  const { estimate } = evaluation;
  return estimate && { ...estimate, lines: [...estimate.lines], information: [...estimate.information] };
}
