/** Who acts, from the events of the identity service. */
export interface Actor {
  readonly id: string;
  readonly kind: 'PARTNER' | 'CAF_AGENT' | 'CAF_ADMIN' | 'CNAF';
  readonly cafCodes: readonly string[];
}

/** Who acts and when. */
export interface Act {
  readonly actor: Actor;
  readonly at: Date;
}

/** The Caf codes whose mails an administrator sees; null when all of them. Undefined for who sees none. */
export function mailScope(actor: Actor): readonly string[] | null | undefined {
  if (actor.kind === 'CNAF') return null;
  return actor.kind === 'CAF_ADMIN' ? actor.cafCodes : undefined;
}
