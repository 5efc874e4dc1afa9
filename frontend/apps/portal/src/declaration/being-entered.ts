import type { Status } from '@api/workflow/workflow.types';

/** The partner still has to act: steps are open and a deadline means something. */
export function isBeingEntered({ status }: { readonly status: Status }): boolean {
  return status === 'TO_ENTER' || status === 'IN_PROGRESS';
}
