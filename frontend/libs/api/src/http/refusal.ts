import { HttpErrorResponse } from '@angular/common/http';

export interface RefusalError {
  /** Where in the request: `/values/attendedHours`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What the service said no to, with the sentence to show (problem+json, RFC 9457). */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly RefusalError[];

  constructor(status: number, code: string, detail: string, errors: readonly RefusalError[] = []) {
    super(detail);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** Nobody answered, or the service cannot for the moment: trying again later makes sense. */
  get passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** Someone else saved meanwhile: what was sent rests on an older state. */
  get stale(): boolean {
    return this.status === 409 && this.code === 'STALE_VERSION';
  }

  get unknown(): boolean {
    return this.status === 404 || this.status === 403;
  }
}

const NO_NETWORK = 'Le réseau ne répond pas. Ce que vous avez tapé est gardé sur cet appareil.';
const NO_SERVICE =
  'Le service ne répond pas pour le moment. Ce que vous avez tapé est gardé, réessayez dans quelques minutes.';

/** Turns whatever went wrong with a call into a refusal that can be shown; anything else is a fault of ours and rethrown. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof HttpErrorResponse)) throw error;
  if (error.status === 0) return new Refusal(0, 'NO_NETWORK', NO_NETWORK);
  const problem: unknown = error.error;
  if (isProblem(problem)) {
    return new Refusal(error.status, problem.code, problem.detail ?? problem.title ?? NO_SERVICE, problem.errors ?? []);
  }
  return new Refusal(error.status, 'NO_SERVICE', NO_SERVICE);
}

interface Problem {
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly RefusalError[];
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
