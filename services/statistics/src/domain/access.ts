/** Who acts, from the events of the identity service. */
export type Actor =
  | { readonly kind: 'PARTNER'; readonly id: string; readonly name: string }
  | { readonly kind: 'CNAF'; readonly id: string; readonly name: string }
  /** Agents and administrators of a Caf: they read the statistics of its EAJE, and the journal of what is published. */
  | { readonly kind: 'CAF'; readonly id: string; readonly name: string; readonly cafCodes: readonly string[] }
  /** Unknown or suspended. */
  | { readonly kind: 'NOBODY'; readonly id: string };

/** National administrators: they preview and publish means. */
export type CnafActor = Extract<Actor, { kind: 'CNAF' }>;

/** Who reads the statistics of a territory: its Caf, or the Cnaf for France. */
export type StaffActor = Extract<Actor, { kind: 'CNAF' | 'CAF' }>;

/** Who acts and when. */
export interface Act<Who extends Actor = Actor> {
  readonly actor: Who;
  readonly at: Date;
}
