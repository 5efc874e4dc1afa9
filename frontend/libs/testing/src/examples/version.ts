import type { VersionView } from '@api/workflow/workflow.types';
import { declaration } from '@testing/examples/declaration';

/** A version as it was transmitted, with what a test does not care about filled in. */
export function version(given: Partial<VersionView>): VersionView {
  const { id, typeLabel, exercise, equipment, sections } = declaration({});
  return {
    ...{ id, typeLabel, exercise, equipment, sections },
    number: 1,
    status: 'REJECTED',
    statusLabel: 'Rejetée Caf',
    current: false,
    controls: [],
    estimate: null,
    comment: null,
    transmission: null,
    decision: null,
    motive: null,
    ...given,
  };
}
