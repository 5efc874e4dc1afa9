/** What kind of no it is; the HTTP edge maps it: 400, 401, 403, 404, 409, 422, 428, 503. */
export type RefusalKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rule'
  | 'precondition-required'
  | 'unavailable';

/** One field at fault: JSON pointer in what was sent, stable code, French sentence. */
export interface FieldRefusal {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** A refused act. A decision returns it, never throws it; `code` is for machines, `detail` is the French sentence for people. */
export class Refusal {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldRefusal[];

  constructor(kind: RefusalKind, code: string, detail: string, errors: readonly FieldRefusal[] = []) {
    this.kind = kind;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
  }
}

/** Carries a refusal through code that can only throw: a transaction to roll back, a route to leave. */
export class RefusalError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusalError';
    this.refusal = refusal;
  }
}

/** True when a decision said no. */
export function isRefusal(outcome: unknown): outcome is Refusal {
  return outcome instanceof Refusal;
}

/** The value, or throws {@link RefusalError} so that the surrounding transaction rolls back. */
export function accepted<T>(outcome: T | Refusal): T {
  if (outcome instanceof Refusal) throw new RefusalError(outcome);
  return outcome;
}

/** The one answer for what does not exist and for what is not yours to know: nobody can tell them apart. */
export function notFound(): Refusal {
  return new Refusal('not-found', 'NOT_FOUND', 'Cette page n’existe pas ou ne vous est pas accessible.');
}

/** Someone else saved first. */
export function stale(): Refusal {
  return new Refusal(
    'conflict',
    'STALE_VERSION',
    'Une autre personne a enregistré entre-temps. Vos saisies sont conservées : comparez-les avec les nouvelles valeurs, puis enregistrez de nouveau.',
  );
}
