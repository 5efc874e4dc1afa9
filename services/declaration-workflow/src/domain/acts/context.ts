import type { Stamp } from '../declaration.ts';
import type { DeclarationEvent, Unstamped } from '../events.ts';
import type { Circumstances } from '../guards.ts';
import type { Person } from '../permissions.ts';

/** What every decision is given: who acts, when, and what is known around the declaration. */
export interface ActContext extends Circumstances {
  readonly at: Date;
}

/** The actor’s stamp. */
export function stampOf(context: { readonly person: Person; readonly at: Date }): Stamp {
  return { at: context.at.toISOString(), userId: context.person.userId, name: context.person.name };
}

/** Events of one act, stamped with its actor and time. */
export function stamped(
  context: { readonly person: Person; readonly at: Date },
  events: readonly Unstamped[],
): readonly DeclarationEvent[] {
  const by = stampOf(context);
  return events.map((event) => ({ ...event, by }));
}
