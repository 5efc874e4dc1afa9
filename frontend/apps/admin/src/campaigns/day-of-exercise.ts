import type { CampaignTemplate } from '@api/workflow/workflow.types';

export type DayOfExercise = CampaignTemplate['opens'];

/** The day in an exercise, ISO. */
export function inExercise({ year, day }: DayOfExercise, exercise: number): string {
  return `${exercise + year}-${day}`;
}

/** An ISO date as a day of that exercise; null when it is further than a year before or two after. */
export function dayOfExercise(iso: string, exercise: number): DayOfExercise | null {
  const year = Number(iso.slice(0, 4)) - exercise;
  return year < -1 || year > 2 ? null : { year, day: iso.slice(5) };
}
