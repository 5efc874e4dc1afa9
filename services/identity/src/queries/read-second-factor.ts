import type { Queryable } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Actor } from '../domain/access.ts';
import type { SecondFactor } from '../domain/second-factor.ts';
import type { Population } from '../domain/user.ts';
import { managed, scopeOf } from './managed.ts';

/** What the sign-in server says of second factors. @throws RefusalError ACCOUNTS_UNAVAILABLE */
export interface SecondFactors {
  secondFactorOf(subject: string): Promise<SecondFactor>;
  /** Whether it asks one of whoever is no partner. */
  secondFactorIsDue(): Promise<boolean>;
}

/** A second factor in the answer of a route. */
export interface SecondFactorView {
  since: string | null;
  recoveryCodesLeft: number;
  due: boolean;
}

interface Account {
  readonly subject: string;
  readonly population: Population;
  readonly forgotten: boolean;
}

const columns = 'p.subject, p.population, p.second_factor_reset_due as forgotten';
const own = { name: 'second-factor-own', text: `select ${columns} from person p where p.id = $1` };
const ofOne = {
  name: 'second-factor-one',
  text: `select ${columns} from person p where ${managed} and p.id = $3`,
};

/**
 * The second factor of the actor, or of a person they manage, as the sign-in server knows it; one that is to be forgotten
 * is none already.
 * @throws RefusalError NOT_FOUND, ACCOUNTS_UNAVAILABLE
 */
export async function readSecondFactor(
  db: Queryable,
  accounts: SecondFactors,
  whose: { readonly self: Actor } | { readonly actor: Actor; readonly id: string },
): Promise<SecondFactorView> {
  const account = await accountOf(db, whose);
  if (!account) throw new RefusalError(notFound());
  const due = account.population !== 'PARTNER' && (await accounts.secondFactorIsDue());
  if (account.forgotten) return { since: null, recoveryCodesLeft: 0, due };
  const { since, recoveryCodesLeft } = await accounts.secondFactorOf(account.subject);
  return { since: since?.toISOString() ?? null, recoveryCodesLeft, due };
}

async function accountOf(
  db: Queryable,
  whose: { readonly self: Actor } | { readonly actor: Actor; readonly id: string },
): Promise<Account | undefined> {
  if ('self' in whose) return (await db.rows<Account>(own, [whose.self.id]))[0];
  return isId(whose.id) ? (await db.rows<Account>(ofOne, [...scopeOf(whose.actor), whose.id]))[0] : undefined;
}
