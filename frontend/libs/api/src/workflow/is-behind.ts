import type { DeclarationChange } from '@api/workflow/live-stream';
import type { DeclarationView } from '@api/workflow/workflow.types';

/** Whether the declaration on screen is behind what the live stream says of it. */
export function isBehind(
  shown: Pick<DeclarationView, 'revision' | 'evaluation' | 'unreadMessages'>,
  said: DeclarationChange,
): boolean {
  const verdictArrived = said.evaluation === 'CURRENT' && shown.evaluation.status === 'PENDING';
  return said.revision > shown.revision || verdictArrived || said.unreadMessages !== shown.unreadMessages;
}
