import type { Equipment } from './equipment.ts';
import { plainNames } from './french.ts';
import type { ClosedVersion, Sheet } from './sheet.ts';
import type { Summary } from './summary.ts';

/** A transmitted version of an equipment’s declarations. */
export interface TransmittedVersion {
  readonly declarationId: string;
  readonly version: number;
  readonly exercise: number;
}

/** A control file to make: of which equipment, for whom, with which versions, oldest first. */
export interface AskedControlFile {
  readonly equipment: Equipment;
  readonly askedBy: string;
  readonly versions: readonly TransmittedVersion[];
}

/** A file of the archive. */
export interface ControlFileEntry {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A line of the history: what happened to which version. */
export interface Happening {
  readonly declaration: string;
  readonly version: number;
  readonly at: string;
  readonly what: string;
  readonly by: string;
}

/** `2016/reelle-version-1`. */
export function folderOf(sheet: Sheet): string {
  const { type, period } = plainNames(sheet);
  return `${sheet.exercise}/${type}${period}-version-${sheet.version}`;
}

/** What happened to a version, oldest first: who saved, ended, explained, transmitted and decided, and when. */
export function happeningsOf(
  { sheet, acts, controls, typeWords }: Summary,
  closed: ClosedVersion | null,
): readonly Happening[] {
  const of = { declaration: `${typeWords} ${sheet.exercise}`, version: sheet.version };
  const validation = sheet.validated === null ? null : { what: 'Validation par la Caf', ...sheet.validated };
  const decision = closed?.status === 'REJECTED' ? { what: 'Rejet par la Caf', ...closed.decided } : validation;
  return [
    ...acts.map(({ what, stamp }) => ({ ...of, what, ...stamp })),
    ...controls.flatMap(({ code, explanation }) =>
      explanation === null ? [] : [{ ...of, what: `Explication de ${code}`, ...explanation.given }],
    ),
    ...(decision === null ? [] : [{ ...of, ...decision }]),
  ].toSorted((one, other) => one.at.localeCompare(other.at));
}
