import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type {
  DeclarationType,
  DeclarationView,
  Queue,
  QueueQuery,
  Remark,
  ReviewView,
} from '@api/workflow/workflow.types';

const ROOT = '/api/workflow';

export interface Opening {
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly periodEnd?: string;
  readonly dueOn?: string;
}

export interface Rejection {
  readonly motive: string;
  /** On lines of the forms. */
  readonly remarks: readonly Remark[];
  /** Only the lines with a remark may be corrected. */
  readonly limited: boolean;
}

/** What Caf agents read and do. */
@Injectable({ providedIn: 'root' })
export class ReviewApi {
  private readonly client = inject(ApiClient);

  queue(query: QueueQuery): Promise<Queue> {
    return this.client.read(`${ROOT}/queue`, query);
  }

  review(id: string): Promise<ReviewView> {
    return this.client.read(`${path(id)}/review`);
  }

  open(opening: Opening, idempotencyKey: string): Promise<DeclarationView> {
    return this.client.write('POST', `${ROOT}/declarations`, opening, { idempotencyKey });
  }

  validate(id: string, revision: number, note: string, idempotencyKey: string): Promise<DeclarationView> {
    const body = note.trim() === '' ? {} : { note: note.trim() };
    return this.client.write('POST', `${path(id)}/validation`, body, { revision, idempotencyKey });
  }

  reject(id: string, revision: number, rejection: Rejection, idempotencyKey: string): Promise<DeclarationView> {
    return this.client.write('POST', `${path(id)}/rejection`, rejection, { revision, idempotencyKey });
  }

  declineCorrection(id: string, revision: number, text: string, idempotencyKey: string): Promise<DeclarationView> {
    return this.client.write('POST', `${path(id)}/correction-request/refusal`, { text }, { revision, idempotencyKey });
  }
}

function path(id: string): string {
  return `${ROOT}/declarations/${encodeURIComponent(id)}`;
}
