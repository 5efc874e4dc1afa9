import { isUniqueViolation, type Transaction } from '@portail/platform/db/database.ts';
import { notify } from '@portail/platform/db/listener.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { RefusalError, stale } from '@portail/platform/pure/refusal.ts';
import { refuse } from '../domain/refusals.ts';
import { searchText } from '../domain/search-text.ts';
import type { User } from '../domain/user.ts';
import type { Asker, LaggingAccount, SeenPassword } from '../usecases/ports.ts';
import { userShape } from './user-shape.ts';

/** Channel that says: an account may have to follow its person’s status. */
export const accountsChannel = 'accounts';

/** Channel that says: a list waits to be applied. */
export const importsChannel = 'imports';

const byId = { name: 'user-load', text: `select ${userShape} as "user" from person p where p.id = $1` };
const lockEmail = { name: 'user-lock-email', text: 'select pg_advisory_xact_lock(hashtextextended($1, 4201))' };
// Longer than the calls to Keycloak that follow while the address is reserved.
const allowWaiting = {
  name: 'user-allow-waiting',
  text: `select set_config('idle_in_transaction_session_timeout', '60s', true)`,
};
const findEmail = { name: 'user-find-email', text: 'select 1 from person where email = $1' };
const insertPerson = {
  name: 'user-insert',
  text: `insert into person (id, revision, subject, email, given_name, family_name, population, status, partner_id,
           caf_codes, terms_version, own_text, search_text)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text, concat_ws(' ', $12::text, $13::text))`,
};
// Shared with the reactions that spread new words: none is missed by a person being registered.
const partnerWords = {
  name: 'user-partner-words',
  text: 'select search_text as words from partner where id = $1 for share',
};
const byEmails = {
  name: 'users-by-email',
  text: `select ${userShape} as "user" from person p where p.email = any ($1::text[])`,
};
const noteSignIn = {
  name: 'user-signed-in',
  text: 'update person set last_sign_in_at = $2, password_to_look_at = true where id = $1',
};
const passwordsToLookAt = {
  name: 'users-password-to-look-at',
  text: `select id, subject, password_changed_at as "knownSince" from person where password_to_look_at order by id limit 50`,
};
// Somebody who came in again meanwhile is looked at again: nothing is lost by it.
const passwordLookedAt = {
  name: 'user-password-looked-at',
  text: `update person set password_to_look_at = false, password_changed_at = $2
         where id = $1 and password_changed_at is not distinct from $3`,
};
const askPassword = {
  name: 'user-password-due',
  text: `update person set password_change_due = true, password_change_keeps_sessions = false,
           password_change_forced_at = $2 where id = $1`,
};
// Who was to be put out of their sessions still is.
const askEveryPassword = {
  name: 'users-password-due',
  text: `update person set password_change_keeps_sessions = not password_change_due, password_change_due = true,
           password_change_forced_at = $1
         where status = 'ACTIVE' and (not password_change_due or password_change_keeps_sessions)`,
};
const forgetSecondFactor = {
  name: 'user-second-factor-due',
  text: `update person set second_factor_reset_due = true, second_factor_reset_keeps_sessions = $2
         where id = $1 and not (second_factor_reset_due and not second_factor_reset_keeps_sessions)`,
};
const updatePerson = {
  name: 'user-update',
  text: `update person set revision = $2, status = $3, terms_version = $4 where id = $1 and revision = $5`,
};
const clearHabilitations = { name: 'user-habilitations-clear', text: 'delete from habilitation where person_id = $1' };
const putHabilitations = {
  name: 'user-habilitations-put',
  text: `insert into habilitation (person_id, equipment_id, roles, effective_from, effective_to, document_reference,
           granted_by, granted_at)
         select $1, h."equipmentId", array(select jsonb_array_elements_text(h.roles)), h."effectiveFrom", h."effectiveTo",
           h."documentReference", h."grantedBy", h."grantedAt"
         from jsonb_to_recordset($2::jsonb) as h("equipmentId" uuid, roles jsonb, "effectiveFrom" date, "effectiveTo" date,
           "documentReference" text, "grantedBy" text, "grantedAt" timestamptz)`,
};
const lagging = {
  name: 'users-lagging',
  text: `select id, subject, status = 'ACTIVE' as enabled, account_enabled <> (status = 'ACTIVE') as "statusLags",
           password_change_due as "passwordChangeDue", password_change_keeps_sessions as "keepsSessions",
           second_factor_reset_due as "secondFactorDue", second_factor_reset_keeps_sessions as "secondFactorKeepsSessions"
         from person where account_enabled <> (status = 'ACTIVE') or password_change_due or second_factor_reset_due
         order by id limit 100`,
};
const followed = {
  name: 'user-followed',
  text: `update person set account_enabled = $2, password_change_due = password_change_due and not $3,
           second_factor_reset_due = second_factor_reset_due and not $4 where id = $1`,
};

/** Keeps people with their habilitations. */
export const userStore = {
  async load(tx: Transaction, id: string): Promise<User | undefined> {
    if (!isId(id)) return undefined;
    return (await tx.rows<{ user: User }>(byId, [id]))[0]?.user;
  },

  /** The persons who have one of these addresses. */
  async byEmails(tx: Transaction, emails: readonly string[]): Promise<readonly User[]> {
    return (await tx.rows<{ user: User }>(byEmails, [emails])).map(({ user }) => user);
  },

  /** Two registrations of one address wait for each other; the second is refused before it touches the account. */
  async reserveEmail(tx: Transaction, email: string): Promise<void> {
    await tx.rows(allowWaiting);
    await tx.rows(lockEmail, [email]);
    if ((await tx.rows(findEmail, [email])).length > 0) throw new RefusalError(refuse('EMAIL_TAKEN'));
  },

  async insert(tx: Transaction, user: User): Promise<void> {
    const [partner] = user.partnerId === null ? [] : await tx.rows<{ words: string }>(partnerWords, [user.partnerId]);
    try {
      await tx.run(insertPerson, [
        user.id,
        user.revision,
        user.subject,
        user.email,
        user.givenName,
        user.familyName,
        user.population,
        user.status,
        user.partnerId,
        user.cafCodes,
        user.termsVersion,
        searchText(user.givenName, user.familyName, user.email),
        partner?.words ?? null,
      ]);
    } catch (error) {
      if (isUniqueViolation(error)) throw new RefusalError(refuse('EMAIL_TAKEN'));
      throw error;
    }
  },

  /** Saves the next state if the stored revision is still the expected one; wakes who makes accounts follow. */
  async save(tx: Transaction, user: User, expectedRevision: number): Promise<void> {
    const values = [user.id, user.revision, user.status, user.termsVersion, expectedRevision];
    if ((await tx.run(updatePerson, values)) === 0) throw new RefusalError(stale());
    await tx.run(clearHabilitations, [user.id]);
    await tx.run(putHabilitations, [user.id, JSON.stringify(user.habilitations)]);
    await notify(tx, accountsChannel, user.id);
  },

  /** Asks that the account be told to change its password; who makes accounts follow is woken by the save. */
  async askPasswordChange(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.run(askPassword, [id, at]);
  },

  /** Asks it of everybody; the journal has one line for all. */
  async askEveryPasswordChange(
    tx: Transaction,
    { by: { id, kind, reason }, at }: { readonly by: Asker; readonly at: Date },
  ): Promise<number> {
    const people = await tx.run(askEveryPassword, [at]);
    await appendToJournal(tx, 'passwords', [
      {
        type: 'EveryPasswordChangeForced',
        at: at.toISOString(),
        actor: { id, kind },
        data: reason === null ? { people } : { people, reason },
      },
    ]);
    await notify(tx, accountsChannel, '');
    return people;
  },

  /** Asks that the account forget its second factor; who is to be put out of their sessions still is. */
  async forgetSecondFactor(tx: Transaction, id: string, keepsSessions: boolean): Promise<void> {
    await tx.run(forgetSecondFactor, [id, keepsSessions]);
  },

  /** Some of the people whose account does not follow what was decided yet. */
  async lagging(tx: Transaction) {
    return tx.rows<LaggingAccount>(lagging);
  },

  /** Notes what the account now is. */
  async followed(tx: Transaction, { id, enabled, passwordChangeDue, secondFactorDue }: LaggingAccount): Promise<void> {
    await tx.run(followed, [id, enabled, passwordChangeDue, secondFactorDue]);
  },

  /** Notes when a person came in; neither an act nor a revision. */
  async signedIn(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.run(noteSignIn, [id, at]);
    await notify(tx, accountsChannel, id);
  },

  /** People who came in since their password was last looked at. */
  async passwordsToLookAt(tx: Transaction) {
    return tx.rows<SeenPassword>(passwordsToLookAt);
  },

  /** Notes since when the password holds; false when another process did. */
  async passwordLookedAt(tx: Transaction, { id, knownSince }: SeenPassword, since: Date | null): Promise<boolean> {
    return (await tx.run(passwordLookedAt, [id, since, knownSince])) === 1;
  },
};
