/** First day on which the means of an exercise may be published: 1 March N+2 (domain.md section 6). */
export function opensOn(exercise: number): string {
  return `${exercise + 2}-03-01`;
}

/** « mars 2016 »: when the means of exercise 2014 are expected. */
export function expectedMonth(exercise: number): string {
  return `mars ${exercise + 2}`;
}
