import type { Accounts } from '../usecases/ports.ts';
import { refusingOnFailure, type Call } from './keycloak-administration.ts';

/** A credential in Keycloak; a password that changes gets a new date, milliseconds. */
export interface Credential {
  readonly id: string;
  readonly type: string;
  readonly createdDate?: number;
  /** JSON of what is not secret. */
  readonly credentialData?: string;
}

const application = 'otp';
const recoveryCodes = 'recovery-authn-codes';
/** The part of the realm’s sign-in that has whoever is no partner set one up (deploy/keycloak/portail-realm.json). */
const toSetUp = 'second factor to set up';

/** What an account has to sign in with. */
export async function credentialsOf(call: Call, subject: string): Promise<readonly Credential[]> {
  return (await (await call('GET', `/users/${subject}/credentials`)).json()) as Credential[];
}

/** Second factors in Keycloak: the application of codes and the recovery codes that replace it. */
export function secondFactors(
  call: Call,
): Pick<Accounts, 'secondFactorOf' | 'secondFactorIsDue' | 'forgetSecondFactor'> {
  return {
    secondFactorOf: (subject) =>
      refusingOnFailure(async () => {
        const known = await credentialsOf(call, subject);
        const since = known.find(({ type }) => type === application)?.createdDate;
        return {
          since: since === undefined ? null : new Date(since),
          recoveryCodesLeft: codesLeft(known.find(({ type }) => type === recoveryCodes)),
        };
      }),
    secondFactorIsDue: () =>
      refusingOnFailure(async () => {
        const executions = (await (await call('GET', '/authentication/flows/sign-in/executions')).json()) as {
          readonly displayName: string;
          readonly requirement: string;
        }[];
        return executions.some(({ displayName, requirement }) => displayName === toSetUp && requirement !== 'DISABLED');
      }),
    forgetSecondFactor: (subject, keepsSessions) =>
      refusingOnFailure(async () => {
        const known = await credentialsOf(call, subject);
        for (const { id, type } of known) {
          if (type === application || type === recoveryCodes) {
            await call('DELETE', `/users/${subject}/credentials/${id}`);
          }
        }
        if (!keepsSessions) await call('POST', `/users/${subject}/logout`);
      }),
  };
}

function codesLeft(codes: Credential | undefined): number {
  if (codes?.credentialData === undefined) return 0;
  return (JSON.parse(codes.credentialData) as { readonly remainingCodes?: number }).remainingCodes ?? 0;
}
