/** What a person may be sent to do on the sign-in pages, as the gateway names it (services/gateway/src/sign-in/errands.ts). */
export type Errand = 'change-password' | 'set-up-second-factor' | 'renew-recovery-codes' | 'sign-in-again';

/** The way to the sign-in pages for something one does there, and back to a screen: `/mon-compte`. */
export function errandLink(errand: Errand, returnTo: string): string {
  return `/auth/login?to=${errand}&returnTo=${encodeURIComponent(returnTo)}`;
}
