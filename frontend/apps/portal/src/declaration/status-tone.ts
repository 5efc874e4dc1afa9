import type { Status } from '@api/workflow/workflow.types';
import type { Tone } from '@ui/status/status-chip';

const TONES: Readonly<Record<Status, Tone>> = {
  TO_ENTER: 'todo',
  IN_PROGRESS: 'progress',
  SUBMITTED: 'locked',
  VALIDATED: 'done',
  REJECTED: 'refused',
  CANCELLED: 'muted',
};

export function statusTone(status: Status): Tone {
  return TONES[status];
}
