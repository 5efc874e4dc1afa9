import { computed, inject, Injectable, signal } from '@angular/core';
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CafActsApi } from '@api/workflow/caf-acts-api';
import { isBehind } from '@api/workflow/is-behind';
import type { DeclarationChange } from '@api/workflow/live-stream';
import { type Rejection, ReviewApi } from '@api/workflow/review-api';
import type { DeclarationView, ReviewView } from '@api/workflow/workflow.types';
import { confirmationOf, type Decision } from './decision-words';
import { Remarks } from './remarks';

const MOVED =
  'La déclaration a changé pendant que vous la lisiez. La page est à jour\u202f: relisez les chiffres, puis recommencez si nécessaire.';

/** The declaration under instruction and what the agent decides about it; one per page. */
@Injectable()
export class ReviewStore {
  private readonly api = inject(ReviewApi);
  private readonly cafActs = inject(CafActsApi);
  private readonly remarks = inject(Remarks);
  private readonly attempt = new AttemptKey();

  readonly review = signal<ReviewView | null>(null);
  /** What the live stream said while the declaration was still on its way. */
  private heard: DeclarationChange | null = null;
  /** Why the page cannot be shown. */
  readonly refusal = signal<Refusal | null>(null);
  /** Why the last decision was not taken. */
  readonly decisionRefusal = signal<string | null>(null);
  readonly busy = signal(false);
  /** What the last decision did, in words. */
  readonly confirmation = signal<string | null>(null);

  readonly declaration = computed(() => this.review()?.declaration ?? null);

  async load(id: string): Promise<void> {
    this.review.set(null);
    this.refusal.set(null);
    this.decisionRefusal.set(null);
    this.confirmation.set(null);
    this.heard = null;
    try {
      this.review.set(await this.api.review(id));
      if (this.heard !== null) await this.follow(this.heard);
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  may(decision: Decision): boolean {
    return this.declaration()?.acts.includes(decision) ?? false;
  }

  /** The live stream says something changed: read again when we are behind. */
  async follow(change: DeclarationChange): Promise<void> {
    const shown = this.declaration();
    if (shown === null) this.heard = change;
    if (shown?.id !== change.declarationId || this.busy()) return;
    if (isBehind(shown, change)) await this.refresh();
  }

  /** True when the decision was taken; otherwise `decisionRefusal` says why and nothing typed is lost. */
  async decide(decision: Decision, text: string): Promise<boolean> {
    const shown = this.declaration();
    if (shown === null) throw new Error('a decision is taken before the declaration is loaded');
    this.busy.set(true);
    this.decisionRefusal.set(null);
    const sent = decision === 'REJECT' ? this.rejection(text) : text;
    const key = this.attempt.keyFor(JSON.stringify([shown.id, shown.revision, decision, sent]));
    try {
      const after = await this.send(decision, shown, text, key);
      this.attempt.settled();
      this.review.update((review) => review && { ...review, declaration: after });
      this.confirmation.set(confirmationOf(decision, after));
      return true;
    } catch (error) {
      await this.refused(refusalOf(error));
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  private send(decision: Decision, shown: DeclarationView, text: string, key: string): Promise<DeclarationView> {
    switch (decision) {
      case 'VALIDATE':
        return this.api.validate(shown.id, shown.revision, text, key);
      case 'REJECT':
        return this.api.reject(shown.id, shown.revision, this.rejection(text), key);
      case 'DECLINE_CORRECTION':
        return this.api.declineCorrection(shown.id, shown.revision, text, key);
      case 'REOPEN':
        return this.cafActs.reopen(shown.id, shown.revision, text, key);
      case 'CANCEL':
        return this.cafActs.cancel(shown.id, shown.revision, text, key);
    }
  }

  private rejection(motive: string): Rejection {
    const remarks = this.remarks.written().map((remark) => ({ ...remark, text: remark.text.trim() }));
    return { motive, remarks, limited: this.remarks.limited() };
  }

  private async refused(refusal: Refusal): Promise<void> {
    // Without an answer the act may have been done: the same key makes the next press the same act.
    if (!refusal.passing) this.attempt.settled();
    if (refusal.status === 409 || refusal.status === 422) await this.refresh();
    this.decisionRefusal.set(refusal.stale ? MOVED : refusal.message);
  }

  /** Reads again; a passing failure leaves what is on screen. */
  async refresh(): Promise<void> {
    const shown = this.declaration();
    if (shown === null) return;
    try {
      const review = await this.api.review(shown.id);
      if (review.declaration.revision >= shown.revision) this.review.set(review);
    } catch (error) {
      if (!refusalOf(error).passing) throw error;
    }
  }
}
