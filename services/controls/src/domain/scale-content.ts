import type { PsuParameters, ScaleRow } from './psu-scale.ts';

type Figures = 'rate' | 'meetingHoursPerPlace' | 'advanceRate';
type Prepared = Omit<PsuParameters, 'exercise' | 'status' | 'sourceNote' | 'enteredAt'>;

/** Parameters as they are prepared: a figure may still be missing. */
export type PreparedParameters = Omit<Prepared, Figures> & { readonly [Name in Figures]: number | null };

/** A scale as it is prepared, drafted or proposed; figures in hundredths. */
export interface ScaleContent {
  readonly sourceNote: string;
  readonly parameters: PreparedParameters;
  readonly rows: readonly Omit<ScaleRow, 'id' | 'exercise' | 'enteredBy' | 'enteredAt'>[];
}
