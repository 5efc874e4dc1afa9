import { notFound, stale, type FieldRefusal, type Refusal } from '@portail/platform/pure/refusal.ts';
import type { Worker } from './message-template.ts';
import { refuse } from './refusals.ts';
import type { DeclarationType } from './vocabulary.ts';

/** A day of each exercise: years after the exercise (-1 is the year before), then `MM-DD`. */
export interface DayOfExercise {
  readonly year: number;
  readonly day: string;
}

/**
 * Modèle de campagne: when the declaration of a type and period is opened and expected, each exercise from one on
 * (domain.md 5.4). Of those that reach an exercise, the last published holds.
 */
export interface CampaignTemplate {
  readonly type: DeclarationType;
  /** Last day of the period, `MM-DD`. */
  readonly endsOn: string;
  /** First exercise they hold for. */
  readonly fromExercise: number;
  readonly opens: DayOfExercise;
  readonly due: DayOfExercise;
  /** Where the dates come from, in words. */
  readonly source: string;
  readonly revision: number;
}

const longestSource = 300;

/**
 * Other dates for a template from an exercise on, at the earliest that of the dates before: exercises before keep theirs, and
 * so do campaigns already started. Cnaf administrators only.
 */
export function decideCampaignTemplate(
  known: CampaignTemplate | null,
  asked: Pick<CampaignTemplate, 'fromExercise' | 'opens' | 'due' | 'source' | 'revision'>,
  worker: Worker,
): CampaignTemplate | Refusal {
  if (known === null) return notFound();
  if (worker.population !== 'CNAF_ADMIN') return refuse('CAMPAIGN_TEMPLATE_NOT_YOURS');
  if (known.revision !== asked.revision) return stale();
  const source = asked.source.trim();
  const faults: FieldRefusal[] = [
    ...(existsEachYear(asked.opens.day) ? [] : [fault('/opens', 'DAY_OF_YEAR')]),
    ...(existsEachYear(asked.due.day) ? [] : [fault('/due', 'DAY_OF_YEAR')]),
    ...(source === '' || source.length > longestSource ? [fault('/source', 'CAMPAIGN_SOURCE')] : []),
  ];
  if (faults.length === 0 && dayIn(asked.due, 2016) <= dayIn(asked.opens, 2016)) {
    faults.push(fault('/due', 'DUE_BEFORE_OPENING'));
  }
  if (faults.length > 0) return refuse('CAMPAIGN_TEMPLATE_REFUSED', faults);
  return {
    ...known,
    fromExercise: asked.fromExercise,
    opens: asked.opens,
    due: asked.due,
    source,
    revision: known.revision + 1,
  };
}

/** Of the templates of a type and period, in any order, the one that holds for an exercise. */
export function inForce<Template extends Pick<CampaignTemplate, 'fromExercise' | 'revision'>>(
  templates: readonly Template[],
  exercise: number,
): Template | undefined {
  return templates
    .filter(({ fromExercise }) => fromExercise <= exercise)
    .toSorted((one, other) => other.revision - one.revision)[0];
}

/** The day in an exercise, ISO. */
export function dayIn({ year, day }: DayOfExercise, exercise: number): string {
  return `${exercise + year}-${day}`;
}

/** True for a day of the calendar, but 29 February. */
function existsEachYear(day: string): boolean {
  const at = new Date(`2015-${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(5, 10) === day;
}

function fault(path: string, code: 'DAY_OF_YEAR' | 'CAMPAIGN_SOURCE' | 'DUE_BEFORE_OPENING'): FieldRefusal {
  return { path, code, message: refuse(code).detail };
}
