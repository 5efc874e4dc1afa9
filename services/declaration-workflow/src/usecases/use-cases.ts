import { cancelDeclaration } from './cancel-declaration.ts';
import { commentDeclaration } from './comment-declaration.ts';
import { controlDeclaration } from './control-declaration.ts';
import { controlSection } from './control-section.ts';
import { declineCorrection } from './decline-correction.ts';
import { delegateCorrection } from './delegate-correction.ts';
import { explainControl } from './explain-control.ts';
import { lockSection } from './lock-section.ts';
import { openDeclaration } from './open-declaration.ts';
import type { Declarations } from './ports.ts';
import { rejectDeclaration } from './reject-declaration.ts';
import { reopenDeclaration } from './reopen-declaration.ts';
import { requestCorrection } from './request-correction.ts';
import { revokeDelegation } from './revoke-delegation.ts';
import { saveSection } from './save-section.ts';
import { transmitDeclaration } from './transmit-declaration.ts';
import { unlockSection } from './unlock-section.ts';
import { validateDeclaration } from './validate-declaration.ts';

/** Everything that can be done to declarations, ready to call; each act lives in the file of its name. */
export type UseCases = ReturnType<typeof useCases>;

/** The acts on a store of declarations. */
export function useCases(declarations: Declarations) {
  return {
    openDeclaration: openDeclaration(declarations),
    saveSection: saveSection(declarations),
    runSectionControls: controlSection(declarations),
    explainControl: explainControl(declarations),
    lockSection: lockSection(declarations),
    unlockSection: unlockSection(declarations),
    runDeclarationControls: controlDeclaration(declarations),
    commentDeclaration: commentDeclaration(declarations),
    transmitDeclaration: transmitDeclaration(declarations),
    delegateCorrection: delegateCorrection(declarations),
    revokeDelegation: revokeDelegation(declarations),
    requestCorrection: requestCorrection(declarations),
    declineCorrection: declineCorrection(declarations),
    validateDeclaration: validateDeclaration(declarations),
    rejectDeclaration: rejectDeclaration(declarations),
    reopenDeclaration: reopenDeclaration(declarations),
    cancelDeclaration: cancelDeclaration(declarations),
  };
}
