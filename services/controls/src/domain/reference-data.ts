/** The two kinds of reference data that are drafted, proposed and published here. */
export type ReferenceKind = 'SCALE' | 'RULE';

/** What is drafted or proposed about: the exercise of a scale, the code of a rule. */
export interface Subject {
  readonly kind: ReferenceKind;
  readonly subject: string;
}

/** Who acts, with the name that histories show. */
export interface Author {
  readonly id: string;
  readonly name: string;
}

/** One cell or field that would not say the same, in the words of the screen. */
export interface Change {
  readonly field: string;
  /** French; null when there is nothing on that side. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Only what differs. */
export function changed(field: string, before: string | null, after: string | null): readonly Change[] {
  return before === after ? [] : [{ field, before, after }];
}
