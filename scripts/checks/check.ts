/** One step of `npm test`. */
export interface Check {
  readonly name: string;
  /** Whether there is anything to check yet. */
  readonly applies: () => boolean;
  readonly run: () => Promise<CheckResult>;
}

/** What a step found. A step without tests of its own counts as one. */
export interface CheckResult {
  readonly passed: number;
  readonly failed: number;
  /** What a person must read: to mend it, or to know what was not looked at. Empty otherwise. */
  readonly output: string;
}
