import { annex, moufletterie, petitsPas } from './accounts.ts';
import { demoFigures, type DemoFigures } from './figures.ts';
import type { Plan, Stage } from './journey.ts';
import type { DemoEquipment } from './nurseries.ts';

/** A declaration of the demo, before its equipment has an id. */
export type DemoPlan = Omit<Plan, 'equipmentId'>;

/** Exercises whose réelle is validated for every nursery. */
export const history = [2013, 2014, 2015] as const;

const day = 86_400_000;

/** Réelles of the past, opened on 16 January of the following year (domain.md section 5.4). */
export function pastPlans(equipment: DemoEquipment, exercise: number): DemoPlan {
  return {
    exercise,
    type: 'ACTUAL',
    figures: demoFigures(equipment, exercise),
    stage: 'VALIDATED',
    startsAt: new Date(Date.UTC(exercise + 1, 0, 16, 8, equipment.number % 60)),
  };
}

// One declaration of each state and of each step of the way, spread over the nurseries whose accounts are published.
export const currentStages: readonly Stage[] = [
  'TO_ENTER',
  'ACTIVITY_SAVED',
  'ACTIVITY_CONTROLLED',
  'ACTIVITY_ENDED',
  'SECTIONS_ENDED',
  'DECLARATION_CONTROLLED',
  'SUBMITTED',
  'VALIDATED',
  'REJECTED',
  'DELEGATED',
  'CANCELLED',
];

/**
 * Declarations of 2016, at every stage. « La Moufletterie » keeps its réelle 2016 unopened: it is the visitor’s.
 * @param now deadlines are late, close or far around it
 */
export function currentPlans(equipment: DemoEquipment, now: Date): readonly DemoPlan[] {
  const { number, name } = equipment;
  const startsAt = new Date(now.getTime() - (20 + (number % 15)) * day);
  const dueOn = new Date(now.getTime() + ((number % 9) - 3) * 5 * day).toISOString().slice(0, 10);
  const figures = demoFigures(equipment, 2016);
  const forecast = { exercise: 2016, type: 'FORECAST', figures, startsAt, dueOn } as const;
  const half = { activity: partOfYear(equipment, 2016, 0.5), financial: {} };
  const updated = { exercise: 2016, type: 'UPDATED', periodEnd: '2016-06-30', figures: half, startsAt, dueOn } as const;
  if (name === moufletterie)
    return [
      { ...forecast, stage: 'VALIDATED' },
      { ...updated, stage: 'TO_ENTER' },
    ];
  if (name === annex) return [{ ...forecast, stage: 'SECTIONS_ENDED' }];
  if (name === petitsPas)
    return [
      { ...forecast, stage: 'SUBMITTED' },
      { ...updated, stage: 'ACTIVITY_SAVED' },
    ];
  if (equipment.closedOn !== null) return [{ ...forecast, stage: 'ACTIVITY_SAVED' }];
  const stage = currentStages[number % currentStages.length] ?? 'TO_ENTER';
  if (number % 3 === 0) return [{ ...updated, stage }];
  return number % 3 === 1 ? [{ ...forecast, stage }] : [];
}

/** Activity of a part of the year, as an actualisée asks for it. */
export function partOfYear(equipment: DemoEquipment, exercise: number, share: number): DemoFigures['activity'] {
  const { activity, financial } = demoFigures(equipment, exercise, share);
  return { ...activity, familyContributionsReminder: financial['p70641FamilyContributions'] ?? null };
}
