/** What a person may be sent to do at Keycloak while signing in; `sign-in-again` asks for the password whatever session is open. */
export const errands = ['change-password', 'set-up-second-factor', 'renew-recovery-codes', 'sign-in-again'] as const;
export type Errand = (typeof errands)[number];

const parameters: Readonly<Record<Errand, Readonly<Record<string, string>>>> = {
  'change-password': { kc_action: 'UPDATE_PASSWORD' },
  'set-up-second-factor': { kc_action: 'CONFIGURE_TOTP' },
  'renew-recovery-codes': { kc_action: 'CONFIGURE_RECOVERY_AUTHN_CODES' },
  'sign-in-again': { prompt: 'login' },
};

/** How Keycloak is told of it. */
export function parametersOf(errand: Errand | undefined): Readonly<Record<string, string>> {
  return errand === undefined ? {} : parameters[errand];
}
