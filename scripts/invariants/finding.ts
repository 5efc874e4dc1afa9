/** What the verification of an invariant found. */
export interface Finding {
  /** How much was looked at, in words. */
  readonly looked: string;
  /** What does not hold, one line each; empty when everything does. */
  readonly faults: readonly string[];
}
