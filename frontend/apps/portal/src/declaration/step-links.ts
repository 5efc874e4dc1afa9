import type { DeclarationListItem, DeclarationView, SectionKey, StepKey } from '@api/workflow/workflow.types';
import { isBeingEntered } from './being-entered';

/** Last part of the address of each step. */
export const STEP_PATHS: Readonly<Record<StepKey, string>> = {
  ACTIVITY_ENTRY: 'saisie-activite',
  ACTIVITY_CONTROLS: 'controle-activite',
  FINANCIAL_ENTRY: 'saisie-financiere',
  FINANCIAL_CONTROLS: 'controle-financier',
  DECLARATION_CONTROLS: 'controle-declaration',
  TRANSMISSION: 'transmission',
};

export function declarationLink(id: string, ...rest: string[]): string[] {
  return ['/declarations', id, ...rest];
}

export function stepLink(id: string, step: StepKey): string[] {
  return declarationLink(id, STEP_PATHS[step]);
}

/** Where a listed declaration opens for this person: the step that waits for them, otherwise the reading page. */
export function nextLink({ id, nextStep }: DeclarationListItem): string[] {
  return nextStep ? stepLink(id, nextStep) : declarationLink(id, 'consultation');
}

/** Entry screen of a section. */
export function entryStep(section: SectionKey): StepKey {
  return section === 'activity' ? 'ACTIVITY_ENTRY' : 'FINANCIAL_ENTRY';
}

export function controlsStep(section: SectionKey): StepKey {
  return section === 'activity' ? 'ACTIVITY_CONTROLS' : 'FINANCIAL_CONTROLS';
}

/**
 * Where one goes when a section's controls are done (fiches 7 and 9): the financial form for who also holds the
 * financial or approver role, then the whole declaration for the approver, otherwise home (null).
 */
export function stepAfter(section: SectionKey, declaration: DeclarationView): StepKey | null {
  const open = (key: StepKey) => declaration.steps.some((step) => step.key === key && step.open);
  if (section === 'activity' && declaration.sections.financial !== null) {
    const goesOn = declaration.roles.includes('FINANCIAL_PROVIDER') || declaration.roles.includes('APPROVER');
    return goesOn && open('FINANCIAL_ENTRY') ? 'FINANCIAL_ENTRY' : null;
  }
  return declaration.roles.includes('APPROVER') && open('DECLARATION_CONTROLS') ? 'DECLARATION_CONTROLS' : null;
}

/** Where a declaration opens for this person: its current step, or the reading page once transmitted. */
export function startLink(declaration: DeclarationView): string[] {
  const current = declaration.steps.find((step) => step.current && step.open);
  const step = current ?? declaration.steps.find((each) => each.open);
  return isBeingEntered(declaration) && step
    ? stepLink(declaration.id, step.key)
    : declarationLink(declaration.id, 'consultation');
}
