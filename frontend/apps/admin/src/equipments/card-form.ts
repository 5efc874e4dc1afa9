import { effect, inject, signal } from '@angular/core';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import type { Refusal } from '@api/http/refusal';
import type { FieldError } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Announcer } from '@ui/messages/announcer';

/** What a press of the button sends. */
export interface CardAct {
  /** Null when it was done. */
  readonly send: () => Promise<Refusal | null>;
  /** The control that a path of a refusal is about. */
  readonly fieldOf: (path: string) => string | null;
  /** Said once it is done. */
  readonly done: string;
}

/**
 * The form of one card of the page: closed, or holding what is typed. What is typed survives a refusal, somebody else's
 * save, and (kept in this tab) a reload or the way through sign-in. Made in an injection context.
 */
export class CardForm<Draft extends object> {
  private readonly drafts = inject(TypedDrafts);
  private readonly announcer = inject(Announcer);
  private readonly focus = inject(FocusSoon);
  /** Prefix of the ids of the card. */
  readonly name: string;
  private place: string | null = null;

  /** What is typed; null while the card only shows. */
  readonly draft = signal<Draft | null>(null);
  readonly busy = signal(false);
  readonly errors = signal<readonly FieldError[]>([]);
  /** What the last act did. */
  readonly done = signal('');

  constructor(name: string) {
    this.name = name;
    effect(() => {
      const draft = this.draft();
      if (this.place !== null && draft !== null) this.drafts.keep(this.place, draft);
    });
  }

  /** Takes back what was typed about this thing and never sent. */
  restore(about: string): void {
    const place = `equipement.${about}.${this.name}`;
    if (this.place === place) return;
    this.place = place;
    this.done.set('');
    this.errors.set([]);
    this.draft.set(this.drafts.read<Draft>(place));
  }

  /** @param firstField id of the control to go to */
  open(draft: Draft, firstField: string): void {
    this.errors.set([]);
    this.done.set('');
    this.draft.set(draft);
    this.focus.on(firstField);
  }

  set<Field extends keyof Draft>(field: Field, value: Draft[Field]): void {
    this.draft.update((draft) => draft && { ...draft, [field]: value });
  }

  errorOf(fieldId: string): string | null {
    return this.errors().find((error) => error.fieldId === fieldId)?.message ?? null;
  }

  close(): void {
    this.leave();
    this.focus.on(`${this.name}-modifier`);
  }

  refuse(errors: readonly FieldError[]): void {
    this.errors.set(errors);
  }

  async submit({ send, fieldOf, done }: CardAct): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.errors.set([]);
    try {
      const refusal = await send();
      if (refusal === null) {
        this.leave();
        this.done.set(done);
        this.announcer.say(done);
        this.focus.on(`${this.name}-modifier`);
      } else {
        this.errors.set(errorsOf(refusal, fieldOf));
      }
    } finally {
      this.busy.set(false);
    }
  }

  /** What was typed has been sent elsewhere. */
  forget(): void {
    if (this.place !== null) this.drafts.forget(this.place);
    this.place = null;
  }

  private leave(): void {
    if (this.place !== null) this.drafts.forget(this.place);
    this.errors.set([]);
    this.done.set('');
    this.draft.set(null);
  }
}
