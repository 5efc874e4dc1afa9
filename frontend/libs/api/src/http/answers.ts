/** The body of a 200 answer of one operation of a generated OpenAPI document. */
export type Answer<Operation> = Operation extends {
  readonly responses: { readonly 200: { content: { readonly 'application/json': infer Body } } };
}
  ? Body
  : never;

/** The query of one operation, without what was left out. */
export type QueryOf<Operation> = Operation extends { readonly parameters: { readonly query?: infer Query } }
  ? NonNullable<Query>
  : never;
