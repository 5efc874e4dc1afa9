/** Who acts, from the events of the identity service. */
export type Actor =
  | { readonly kind: 'PARTNER'; readonly id: string; readonly name: string }
  | { readonly kind: 'CNAF'; readonly id: string; readonly name: string }
  /** Of a Caf, unknown or suspended: the statistics of this service are not for them. */
  | { readonly kind: 'NOBODY'; readonly id: string };

/** National administrators: they preview and publish means. */
export type CnafActor = Extract<Actor, { kind: 'CNAF' }>;

/** Who acts and when. */
export interface Act<Who extends Actor = Actor> {
  readonly actor: Who;
  readonly at: Date;
}
