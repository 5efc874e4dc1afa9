import type { MessageTemplate } from '@api/workflow/workflow.types';

type Kind = MessageTemplate['kind'];

/** The acts whose text a template starts, in the order of the page. */
export const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'REJECT', label: 'Rejeter une déclaration' },
  { value: 'DECLINE_CORRECTION', label: 'Refuser une correction' },
  { value: 'REOPEN', label: 'Rouvrir une déclaration' },
  { value: 'CANCEL', label: 'Annuler une déclaration' },
];
