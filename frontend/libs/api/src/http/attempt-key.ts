/**
 * The idempotency key of an act as the person sees it: pressing the button again after a lost answer is the same
 * attempt and carries the same key; another text, another revision or a definite refusal begins a new one.
 */
export class AttemptKey {
  private current: { readonly content: string; readonly key: string } | null = null;

  /** @param content everything the act says: what is sent, on which revision */
  keyFor(content: string): string {
    if (this.current?.content !== content) this.current = { content, key: crypto.randomUUID() };
    return this.current.key;
  }

  /** The service answered, yes or no: the next act is another one. */
  settled(): void {
    this.current = null;
  }
}
