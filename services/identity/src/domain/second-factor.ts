/** What an account asks besides its password. */
export interface SecondFactor {
  /** Since when; null when none is set up. */
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
}
