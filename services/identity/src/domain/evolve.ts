import type { UserEvent } from './events.ts';
import type { User } from './user.ts';

/** The person after an event, one revision later. Pure: the same events always give the same state. */
export function evolve(user: User, event: UserEvent): User {
  const next = { ...user, revision: user.revision + 1 };
  switch (event.type) {
    case 'UserRegistered':
      return event.user;
    case 'HabilitationGranted':
    case 'HabilitationRevoked': {
      const others = user.habilitations.filter((known) => known.equipmentId !== event.equipmentId);
      return { ...next, habilitations: [...others, ...event.to] };
    }
    case 'TermsAccepted':
      return { ...next, termsVersion: event.to };
    case 'UserSuspended':
      return { ...next, status: 'SUSPENDED' };
    case 'UserReinstated':
      return { ...next, status: 'ACTIVE' };
    case 'PasswordChangeForced':
    case 'SecondFactorRemoved':
      return next;
    case 'PasswordResetSent':
    case 'PasswordChanged':
      // Nothing of the person changed: an act of somebody who has the page open is not out of date.
      return user;
  }
}
