/** Works on all items, at most `width` at once, starting in their order; the answers stand in the same order. */
export async function sideBySide<Item, Answer>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = [...items.entries()];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        answers[next[0]] = await work(next[1]);
      }
    }),
  );
  return answers;
}
