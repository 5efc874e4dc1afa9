import { notFound, type FieldRefusal, type Refusal } from '@portail/platform/pure/refusal.ts';
import type { Actor } from './access.ts';
import { isDay } from '@portail/platform/pure/calendar.ts';
import { refuse } from './refusals.ts';

/** A version of the conditions générales d’utilisation; what was accepted is never changed. */
export interface Terms {
  /** The day it is in force from, ISO, but for the first one. */
  readonly version: string;
  /** ISO date in Europe/Paris. */
  readonly inForceFrom: string;
  readonly content: string;
}

const shortest = 200;
const longest = 20_000;

/** A new version, from a day to come; every partner is asked to accept it from that day on. Cnaf administrators only. */
export function decideTerms(
  published: readonly Pick<Terms, 'inForceFrom'>[],
  asked: Pick<Terms, 'inForceFrom' | 'content'>,
  actor: Actor,
  today: string,
): Terms | Refusal {
  if (actor.kind !== 'CNAF_ADMIN') return refuse('FORBIDDEN');
  const content = asked.content.trim();
  const { inForceFrom } = asked;
  const late = published.some((each) => each.inForceFrom >= inForceFrom);
  const faults: FieldRefusal[] = [
    ...(content.length < shortest || content.length > longest ? [fault('/content', 'TERMS_CONTENT')] : []),
    ...(!isDay(inForceFrom) || inForceFrom <= today || late ? [fault('/inForceFrom', 'TERMS_DATE')] : []),
  ];
  if (faults.length > 0) return refuse('TERMS_REFUSED', faults);
  return { version: inForceFrom, inForceFrom, content };
}

/** Takes back a version that is not in force yet. */
export function decideTermsWithdrawal(known: Terms | undefined, actor: Actor, today: string): Terms | Refusal {
  if (actor.kind !== 'CNAF_ADMIN') return refuse('FORBIDDEN');
  if (known === undefined) return notFound();
  return known.inForceFrom <= today ? refuse('TERMS_IN_FORCE') : known;
}

function fault(path: string, code: 'TERMS_CONTENT' | 'TERMS_DATE'): FieldRefusal {
  return { path, code, message: refuse(code).detail };
}
