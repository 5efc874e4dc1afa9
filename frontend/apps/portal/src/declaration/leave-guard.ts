import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { SignIn } from '@api/session/sign-in';
import { Ask } from '@ui/dialogs/ask';

/** A screen that may hold what is typed and not saved. */
export interface MayHoldUnsaved {
  unsaved(): boolean;
}

/** Asks before leaving a form with unsaved figures, except towards sign-in: what is typed is kept in this tab anyway. */
export const leaveGuard: CanDeactivateFn<MayHoldUnsaved> = (screen) => {
  if (!screen.unsaved() || inject(SignIn).leaving()) return true;
  return inject(Ask).confirm({
    title: 'Quitter sans enregistrer\u202f?',
    text: 'Des modifications de cette page ne sont pas enregistrées. Elles restent gardées dans cet onglet\u202f: vous les retrouverez en revenant ici.',
    yes: 'Quitter la page',
    no: 'Rester pour enregistrer',
  });
};
