import type { ControlView, Severity } from '@api/workflow/workflow.types';

const RANK: Readonly<Record<Severity, number>> = { BLOCKING: 0, ANOMALY: 1, ALERT: 2, INFO: 3 };

/** What a point weighs, in cents: the distance between two amounts; null when it compares something else. */
export function weightOf(control: ControlView): number | null {
  const { measured, reference, gap } = control;
  if (measured?.unit === 'EURO' && reference?.unit === 'EURO') return Math.abs(measured.value - reference.value);
  return gap?.unit === 'EURO' ? Math.abs(gap.value) : null;
}

/** The points an agent reads: heaviest in euros first, then those without an amount by severity and size of the gap. */
export function orderPoints(controls: readonly ControlView[]): ControlView[] {
  return controls
    .filter((control) => control.severity !== 'INFO')
    .toSorted(
      (a, b) =>
        (weightOf(b) ?? -1) - (weightOf(a) ?? -1) ||
        RANK[a.severity] - RANK[b.severity] ||
        Math.abs(b.gap?.value ?? 0) - Math.abs(a.gap?.value ?? 0),
    );
}
