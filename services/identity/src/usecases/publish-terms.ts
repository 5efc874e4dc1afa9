import { accepted } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { decideTerms, decideTermsWithdrawal, type Terms } from '../domain/terms.ts';
import type { IdentityPorts } from './ports.ts';

/** Publishes a version of the conditions générales, for a day to come. @throws RefusalError FORBIDDEN, TERMS_REFUSED */
export async function publishTerms(
  ports: IdentityPorts,
  asked: Pick<Terms, 'inForceFrom' | 'content'>,
  act: Act,
): Promise<Terms> {
  return ports.transaction(async (tx) => {
    const published = await ports.terms.all(tx);
    const next = accepted(decideTerms(published, asked, act.actor, parisDay(act.at)));
    await ports.terms.publish(tx, next, act);
    return next;
  });
}

/** Takes back a version that is not in force yet. @throws RefusalError FORBIDDEN, NOT_FOUND, TERMS_IN_FORCE */
export async function withdrawTerms(
  ports: IdentityPorts,
  asked: { readonly version: string },
  act: Act,
): Promise<void> {
  return ports.transaction(async (tx) => {
    const known = (await ports.terms.all(tx)).find(({ version }) => version === asked.version);
    const gone = accepted(decideTermsWithdrawal(known, act.actor, parisDay(act.at)));
    await ports.terms.withdraw(tx, gone, act);
  });
}
