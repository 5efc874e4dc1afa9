import type { ControlStep, ControlView } from '@api/workflow/workflow.types';

/** What must be corrected, then explained, then what is explained, then information; the service's order inside. */
export function orderControls(controls: readonly ControlView[], step: ControlStep): ControlView[] {
  return controls.filter((control) => control.step === step).toSorted((a, b) => rank(a) - rank(b));
}

function rank(control: ControlView): number {
  if (control.severity === 'BLOCKING') return 0;
  if (control.toExplain) return 1;
  return control.severity === 'INFO' ? 3 : 2;
}
