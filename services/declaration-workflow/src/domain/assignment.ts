import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { isOfTheCaf, type Person } from './permissions.ts';
import { refuse } from './refusals.ts';
import type { Status } from './vocabulary.ts';

/** Who instructs a transmitted declaration. It orders work among agents and closes nothing to the others. */
export interface Assignee {
  readonly id: string;
  readonly name: string;
}

/**
 * Gives a transmitted declaration to an agent of its Caf, or to nobody.
 * @param current who has it now
 * @param expected who had it on the screen of the person who asks, by id
 * @param assignee the agent named, as they relate to the equipment; null for nobody
 * @returns who has it afterwards
 */
export function decideAssignment(
  declaration: { readonly status: Status },
  current: Assignee | null,
  expected: string | null,
  assignee: Person | 'UNKNOWN' | null,
  person: Person,
): Assignee | null | Refusal {
  if (!isOfTheCaf(person)) return refuse('CAF_ONLY');
  if (declaration.status !== 'SUBMITTED') return refuse('NOT_TRANSMITTED');
  if ((current?.id ?? null) !== expected) return refuse('ASSIGNED_MEANWHILE');
  if (assignee === null) return null;
  if (assignee === 'UNKNOWN' || !isOfTheCaf(assignee)) return refuse('ASSIGNEE_UNKNOWN');
  return { id: assignee.userId, name: assignee.name };
}
