import type { Habilitation, User } from './user.ts';

/** A person has an account that can sign in. */
export interface UserRegistered {
  readonly type: 'UserRegistered';
  readonly user: User;
}

/** What became true of a person; habilitation events carry the rows of that equipment before and after. */
export type UserEvent =
  | UserRegistered
  | {
      readonly type: 'HabilitationGranted';
      readonly equipmentId: string;
      readonly from: readonly Habilitation[];
      readonly to: readonly Habilitation[];
    }
  | {
      readonly type: 'HabilitationRevoked';
      readonly equipmentId: string;
      /** First day without any role, and the document that asks for it; null for a withdrawal at once. */
      readonly effectiveFrom: string;
      readonly documentReference: string | null;
      readonly from: readonly Habilitation[];
      readonly to: readonly Habilitation[];
    }
  | { readonly type: 'TermsAccepted'; readonly from: string | null; readonly to: string }
  | { readonly type: 'UserSuspended' }
  | { readonly type: 'UserReinstated' }
  /** At the next sign-in a new password is asked; nobody else needs to know, so it stays in the journal. */
  | { readonly type: 'PasswordChangeForced' }
  /** Who forgot theirs was sent a provisional one, or a link; neither is kept anywhere. */
  | { readonly type: 'PasswordResetSent'; readonly mode: 'provisional' | 'link' }
  /** Seen at the sign-in server after the person came in; who is told of it may not be who did it. */
  | { readonly type: 'PasswordChanged'; readonly changedAt: string }
  /** By somebody who manages the person, with their reason; by the person themselves without one. */
  | { readonly type: 'SecondFactorRemoved'; readonly reason: string | null };

/** What concerns the account only: nobody else hears of it. */
export const accountEvents = ['PasswordChangeForced', 'PasswordResetSent'] as const;
