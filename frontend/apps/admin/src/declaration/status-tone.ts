import type { Status } from '@api/workflow/workflow.types';
import type { Tone } from '@ui/status/status-chip';

/** For an agent what is transmitted awaits them; what the partner fills does not. */
const TONES: Readonly<Record<Status, Tone>> = {
  TO_ENTER: 'muted',
  IN_PROGRESS: 'muted',
  SUBMITTED: 'todo',
  VALIDATED: 'done',
  REJECTED: 'refused',
  CANCELLED: 'muted',
};

export function statusTone(status: Status): Tone {
  return TONES[status];
}
