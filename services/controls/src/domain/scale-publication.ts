import { type FieldRefusal, Refusal, stale } from '@portail/platform/pure/refusal.ts';
import { leastSure, type PsuParameters, type PsuReference, type ReferenceStatus, type ScaleRow } from './psu-scale.ts';

/** A scale and its parameters as an administrator publishes them; figures in hundredths. */
export interface ScaleCommand {
  readonly exercise: number;
  /** Revision that the person saw; 0 when the exercise had none. */
  readonly expectedRevision: number;
  readonly sourceNote: string;
  readonly parameters: Omit<PsuParameters, 'exercise' | 'status' | 'sourceNote' | 'enteredAt'>;
  readonly rows: readonly Omit<ScaleRow, 'id' | 'exercise' | 'enteredBy' | 'enteredAt'>[];
}

/** A published scale (« barème »); a later revision replaces it, none is ever erased. */
export interface PublishedScale extends PsuReference {
  readonly revision: number;
  readonly status: ReferenceStatus;
  readonly sourceNote: string;
  readonly parameters: PsuParameters;
  readonly publishedBy: string;
  /** Instant in ISO 8601. */
  readonly publishedAt: string;
}

/** Who publishes, when, and identifiers for the rows. */
export interface PublicationContext {
  readonly actor: string;
  readonly at: string;
  readonly newRowId: () => string;
}

/**
 * Publishes a scale for an exercise, or says why it cannot be.
 * @param currentRevision 0 when the exercise has no scale.
 */
export function publishScale(
  currentRevision: number,
  command: ScaleCommand,
  context: PublicationContext,
): PublishedScale | Refusal {
  if (command.expectedRevision !== currentRevision) return stale();
  const faults = [...parameterFaults(command), ...rowFaults(command)];
  if (faults.length > 0) {
    return new Refusal(
      'rule',
      'SCALE_INCONSISTENT',
      'Le barème n’est pas cohérent. Corrigez les lignes signalées, puis publiez de nouveau.',
      faults,
    );
  }
  const { exercise, sourceNote } = command;
  const enteredAt = context.at.slice(0, 10);
  const status = leastSure(command.rows.map((row) => row.status));
  return {
    exercise,
    revision: currentRevision + 1,
    status,
    sourceNote,
    parameters: { ...command.parameters, exercise, status, sourceNote, enteredAt },
    rows: command.rows.map((row) => ({
      ...row,
      id: context.newRowId(),
      exercise,
      enteredBy: context.actor,
      enteredAt,
    })),
    publishedBy: context.actor,
    publishedAt: context.at,
  };
}

function fault(path: string, message: string): FieldRefusal {
  return { path, code: 'INCONSISTENT', message };
}

function parameterFaults({ parameters }: ScaleCommand): readonly FieldRefusal[] {
  const { mode, linearFrom, linearTo } = parameters;
  if (mode === 'BANDED') return [];
  if (linearFrom === null || linearTo === null) {
    return [
      fault('/parameters/linearFrom', 'Un barème linéaire indique les deux taux entre lesquels le plafond diminue.'),
    ];
  }
  return linearFrom < linearTo
    ? []
    : [fault('/parameters/linearTo', 'Le second taux d’un barème linéaire doit être supérieur au premier.')];
}

function rowFaults(command: ScaleCommand): readonly FieldRefusal[] {
  return [true, false].flatMap((suppliesBoth) => {
    const level = suppliesBoth ? 'avec couches et repas' : 'sans couches ou repas';
    const rows = command.rows
      .map((row, index) => ({ ...row, path: `/rows/${index}` }))
      .filter((row) => row.suppliesBoth === suppliesBoth)
      .toSorted((a, b) => a.bandIndex - b.bandIndex);
    if (rows.length === 0) return [fault('/rows', `Il manque les lignes ${level}.`)];
    const misnumbered = rows.find((row, index) => row.bandIndex !== index + 1);
    if (misnumbered !== undefined) {
      return [
        fault(
          `${misnumbered.path}/bandIndex`,
          `Les tranches ${level} se numérotent à partir de 1, sans manque ni doublon.`,
        ),
      ];
    }
    if (command.parameters.mode === 'LINEAR') {
      return rows.length === 2 ? [] : [fault('/rows', `Un barème linéaire a deux prix plafonds ${level}.`)];
    }
    return boundFaults(rows);
  });
}

function boundFaults(
  rows: readonly { readonly bandUpperBound: number | null; readonly path: string }[],
): readonly FieldRefusal[] {
  return rows.flatMap((row, index) => {
    const path = `${row.path}/bandUpperBound`;
    const last = index === rows.length - 1;
    if (last) return row.bandUpperBound === null ? [] : [fault(path, 'La dernière tranche n’a pas de borne.')];
    if (row.bandUpperBound === null) return [fault(path, 'Seule la dernière tranche n’a pas de borne.')];
    const before = index === 0 ? 0 : (rows[index - 1]!.bandUpperBound ?? 0);
    return row.bandUpperBound > before ? [] : [fault(path, 'Les bornes des tranches sont croissantes.')];
  });
}
