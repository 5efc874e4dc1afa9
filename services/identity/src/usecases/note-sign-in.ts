import type { Act } from '../domain/access.ts';
import type { IdentityPorts } from './ports.ts';

/** Notes that the actor has just signed in; neither journaled nor told to anybody. */
export async function noteSignIn(ports: IdentityPorts, _asked: object, act: Act): Promise<void> {
  await ports.transaction((tx) => ports.users.signedIn(tx, act.actor.id, act.at));
}
