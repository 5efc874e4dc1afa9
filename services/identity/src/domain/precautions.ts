import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { refuse } from './refusals.ts';

const shortestReason = 10;
/** Milliseconds. */
const freshFor = 5 * 60_000;

/** A reason that says something; the journal keeps it. */
export function reasonIn(text: string): string | Refusal {
  const reason = text.trim();
  if (reason.length >= shortestReason) return reason;
  return refuse('REASON_REQUIRED', [
    { path: '/reason', code: 'TOO_SHORT', message: `Écrivez au moins ${shortestReason} caractères.` },
  ]);
}

/** Whether a person gave their password so recently that they may lower the protection of their own account. */
export function isFresh(authenticatedAt: number | undefined, at: Date): boolean {
  return authenticatedAt !== undefined && at.getTime() - authenticatedAt <= freshFor;
}
