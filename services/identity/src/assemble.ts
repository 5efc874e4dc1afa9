import type { Database } from '@portail/platform/db/database.ts';
import { recordUser } from './events/out/record.ts';
import { importStore } from './store/import-store.ts';
import { knownStore } from './store/known-store.ts';
import { passwordResetStore } from './store/password-reset-store.ts';
import { termsStore } from './store/terms-store.ts';
import { userStore } from './store/user-store.ts';
import { acceptTerms } from './usecases/accept-terms.ts';
import { alignAccounts } from './usecases/align-accounts.ts';
import { askEveryPassword, orderEveryPassword } from './usecases/ask-every-password.ts';
import { forcePasswordChange } from './usecases/force-password-change.ts';
import { grantHabilitation } from './usecases/grant-habilitation.ts';
import { grantSeveral } from './usecases/grant-several.ts';
import { runImports, showList, startImport } from './usecases/import-list.ts';
import { lookAtPasswords } from './usecases/look-at-passwords.ts';
import { noteSignIn } from './usecases/note-sign-in.ts';
import type { Accounts, IdentityPorts, ResetMeans } from './usecases/ports.ts';
import { publishTerms, withdrawTerms } from './usecases/publish-terms.ts';
import { registerUser } from './usecases/register-user.ts';
import { reinstateUser } from './usecases/reinstate-user.ts';
import { answerPasswordReset, requestPasswordReset, takeBackProvisional } from './usecases/reset-password.ts';
import { revokeHabilitation } from './usecases/revoke-habilitation.ts';
import { removeOwnSecondFactor, resetSecondFactor } from './usecases/second-factor.ts';
import { suspendUser } from './usecases/suspend-user.ts';

/** The acts of this service on a database and an account service; the caller gives the actor and the time. */
export function assembleIdentity(database: Pick<Database, 'transaction'>, accounts: Accounts) {
  const ports: IdentityPorts = {
    transaction: (work) => database.transaction(work),
    accounts,
    users: userStore,
    known: knownStore,
    terms: termsStore,
    imports: importStore,
    resets: passwordResetStore,
    record: recordUser,
  };
  return {
    registerUser: bind(registerUser, ports),
    grantHabilitation: bind(grantHabilitation, ports),
    revokeHabilitation: bind(revokeHabilitation, ports),
    suspendUser: bind(suspendUser, ports),
    reinstateUser: bind(reinstateUser, ports),
    forcePasswordChange: bind(forcePasswordChange, ports),
    resetSecondFactor: bind(resetSecondFactor, ports),
    removeOwnSecondFactor: bind(removeOwnSecondFactor, ports),
    orderEveryPassword: bind(orderEveryPassword, ports),
    grantSeveral: bind(grantSeveral, ports),
    showList: bind(showList, ports),
    startImport: bind(startImport, ports),
    acceptTerms: bind(acceptTerms, ports),
    publishTerms: bind(publishTerms, ports),
    withdrawTerms: bind(withdrawTerms, ports),
    noteSignIn: bind(noteSignIn, ports),
    requestPasswordReset: (asked: { readonly email: string }, at: Date) => requestPasswordReset(ports, asked, at),
    /** Asks a new password of everybody; see the use case. */
    askEveryPassword: (at: Date) => askEveryPassword(ports, at),
    /** Answers who forgot their password; see the use case. */
    answerPasswordReset: (means: ResetMeans) => answerPasswordReset(ports, means),
    /** Takes back provisional passwords whose hour is over; see the use case. */
    takeBackProvisional: (means: ResetMeans) => takeBackProvisional(ports, means),
    /** Makes accounts follow what was decided; see the use case. */
    alignAccounts: () => alignAccounts(ports),
    /** Says which passwords changed; see the use case. */
    lookAtPasswords: () => lookAtPasswords(ports),
    /** Applies the lists that wait; see the use case. */
    runImports: (run: Parameters<typeof runImports>[1]) => runImports(ports, run),
  };
}

/** The acts of this service. */
export type IdentityActs = ReturnType<typeof assembleIdentity>;

function bind<Asked, Act, Answer>(
  act: (ports: IdentityPorts, asked: Asked, by: Act) => Promise<Answer>,
  ports: IdentityPorts,
): (asked: Asked, by: Act) => Promise<Answer> {
  return (asked, by) => act(ports, asked, by);
}
