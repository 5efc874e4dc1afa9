/**
 * The two versions to compare, from the address: those it names when they exist, otherwise the last two.
 * @param numbers the versions there are
 */
export function pairOf(
  asked: { readonly before: string | undefined; readonly after: string | undefined },
  numbers: readonly number[],
): { readonly before: number; readonly after: number } {
  const sorted = numbers.toSorted((a, b) => a - b);
  const known = (text: string | undefined) => sorted.find((number) => String(number) === text);
  const after = known(asked.after) ?? sorted.at(-1) ?? 1;
  return { before: known(asked.before) ?? sorted.filter((number) => number < after).at(-1) ?? after, after };
}
