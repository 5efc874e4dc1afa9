import { inject } from '@angular/core';
import { Router, type CanDeactivateFn } from '@angular/router';
import { SignIn } from '@api/session/sign-in';
import { Ask } from '@ui/dialogs/ask';
import type { Question } from '@ui/dialogs/question-dialog';
import { SIGNING_OUT } from '@ui/session/signed-in';
import { Messages } from '@ui/messages/message-bar';
import { firstValueFrom, from, race, timer } from 'rxjs';

/** A screen that may hold what is typed and not saved. */
export interface MayHoldUnsaved {
  unsaved(): boolean;
  /** When what was asked of the services has its answer. */
  answered(): Promise<void>;
}

const OFFLINE =
  'Hors connexion\u202f: une autre page ne peut pas s’ouvrir. Ce que vous avez tapé reste ici, et sera enregistré dès que le réseau reviendra.';

/** How long a save under way is waited for before asking. */
const SAVE_WAIT = 5_000;

const STAY = 'Rester pour enregistrer';
const LEAVE: Question = {
  title: 'Quitter sans enregistrer\u202f?',
  text: 'Des modifications de cette page ne sont pas enregistrées. Elles restent gardées dans cet onglet\u202f: vous les retrouverez en revenant ici.',
  yes: 'Quitter la page',
  no: STAY,
  safer: true,
};
const SIGN_OUT: Question = {
  title: 'Se déconnecter sans enregistrer\u202f?',
  text: 'Des modifications de cette page ne sont pas enregistrées. En vous déconnectant, vous les effacez de cet appareil.',
  yes: 'Se déconnecter',
  no: STAY,
  safer: true,
};

/** Asks before leaving a form with unsaved figures, except towards sign-in: what is typed is kept in this tab anyway. */
export const leaveGuard: CanDeactivateFn<MayHoldUnsaved | null> = async (screen) => {
  const signIn = inject(SignIn);
  const ask = inject(Ask);
  const signingOut = inject(Router).currentNavigation()?.extras.info === SIGNING_OUT;
  const messages = inject(Messages);
  // The route was reached but its screen never stood: the declaration was still loading, or does not exist.
  if (screen === null) return true;
  if (signIn.leaving()) return true;
  // Offline no other page comes: said at once, rather than this one left by itself when the network is back.
  if (!navigator.onLine) {
    messages.tell({ tone: 'offline', text: OFFLINE });
    return false;
  }
  // « Enregistrer » then at once « Continuer »: what is being saved is not unsaved.
  await firstValueFrom(race(from(screen.answered()), timer(SAVE_WAIT)));
  if (!screen.unsaved() || signIn.leaving()) return true;
  return ask.confirm(signingOut ? SIGN_OUT : LEAVE);
};
