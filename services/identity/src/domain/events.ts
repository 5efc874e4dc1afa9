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
      readonly type: 'HabilitationGranted' | 'HabilitationRevoked';
      readonly equipmentId: string;
      readonly from: readonly Habilitation[];
      readonly to: readonly Habilitation[];
    }
  | { readonly type: 'TermsAccepted'; readonly from: string | null; readonly to: string }
  | { readonly type: 'UserSuspended' }
  | { readonly type: 'UserReinstated' };
