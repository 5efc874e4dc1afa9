import { afterNextRender, computed, inject, Injector, signal } from '@angular/core';
import type { DraftApi } from '@api/controls/reference-api';
import type { Refusal } from '@api/http/refusal';
import type { ErrorSummary, FieldError } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { FocusSoon } from '@ui/frame/focus-soon';
import { DraftStore } from './draft-store';

interface File<Content> {
  readonly draftRevision: number;
  readonly draft: {
    readonly content: Content;
    readonly faults: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  } | null;
}

type Read<Content> =
  { readonly ok: true; readonly value: Content } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What a page says of its subject. */
export interface DeskSubject<Content, Known extends File<Content>, Typed> {
  readonly api: DraftApi<Content, Known>;
  readonly typedOf: (content: Content, file: Known) => Typed;
  readonly read: (typed: Typed, file: Known) => Read<Content>;
  /** The control that a path of a refusal is about; null for what stands nowhere on the page. */
  readonly fieldOf: (path: string, code: string) => string | null;
  readonly summary: () => ErrorSummary | undefined;
}

/** What a page of reference data does: a form beside what is in force, its draft, and the explicit act that publishes it. */
export class Desk<Content, Known extends File<Content>, Typed> {
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly about: DeskSubject<Content, Known, Typed>;
  private readonly faults = signal<readonly FieldError[]>([]);

  readonly store: DraftStore<Content, Known>;
  /** The form, once someone prepares something. */
  readonly typed = signal<Typed | null>(null);
  /** Why a Caf proposes it. */
  readonly reason = signal('');
  readonly draft = computed<Known['draft']>(() => this.store.file()?.draft ?? null);
  readonly draftFaults = computed<readonly FieldError[]>(() =>
    (this.draft()?.faults ?? []).map(({ path, code, message }) => ({
      fieldId: this.about.fieldOf(path, code),
      message,
    })),
  );
  /** What keeps the form from being saved, else what the service refused. */
  readonly errors = computed<readonly FieldError[]>(() => {
    if (this.faults().length > 0) return this.faults();
    const refused: Refusal | null = this.store.refused();
    return refused === null ? [] : errorsOf(refused, this.about.fieldOf);
  });
  /** Cells to mark: those refused now, and those that keep the draft from being published. */
  readonly marked = computed(() => [...this.errors(), ...this.draftFaults()]);
  /** The form says otherwise than the draft. */
  readonly edited = computed(() => {
    const [typed, shown] = [this.typed(), this.ofDraft()];
    return typed !== null && shown !== null && JSON.stringify(typed) !== JSON.stringify(shown);
  });

  constructor(about: DeskSubject<Content, Known, Typed>) {
    this.about = about;
    this.store = new DraftStore(about.api);
  }

  async arrive(subject: string): Promise<void> {
    this.leave();
    await this.store.load(subject);
    this.typed.set(this.ofDraft());
  }

  /** Opens the form. */
  begin(typed: Typed, headingId: string): void {
    this.typed.set(typed);
    this.focusSoon.on(headingId);
  }

  leave(): void {
    this.typed.set(null);
    this.reason.set('');
    this.faults.set([]);
    this.store.refused.set(null);
  }

  /** @param thenId what takes the focus once it is done */
  async save(thenId: string): Promise<void> {
    const content = this.read();
    if (content === null) return;
    if (await this.store.save(content)) {
      this.typed.set(this.ofDraft());
      this.focusSoon.on(thenId);
    } else this.toSummary();
  }

  /** @returns the id of the proposal; null when it was refused */
  async propose(): Promise<string | null> {
    const content = this.read();
    if (content === null) return null;
    const id = await this.store.propose(content, this.reason());
    if (id === null) this.toSummary();
    return id;
  }

  async publish(done: string, thenId: string): Promise<void> {
    if (await this.store.publish(done)) {
      this.leave();
      this.focusSoon.on(thenId);
    } else this.toSummary();
  }

  async discard(): Promise<void> {
    if (await this.store.discard()) this.leave();
    else this.toSummary();
  }

  private ofDraft(): Typed | null {
    const [file, draft] = [this.store.file(), this.draft()];
    return file === null || draft === null ? null : this.about.typedOf(draft.content, file);
  }

  /** What the form says now; null, with each cell at fault, when it cannot be read. */
  readonly read = (): Content | null => {
    const [typed, file] = [this.typed(), this.store.file()];
    if (typed === null || file === null) return null;
    const read = this.about.read(typed, file);
    this.faults.set(read.ok ? [] : read.errors);
    this.store.refused.set(null);
    if (read.ok) return read.value;
    this.toSummary();
    return null;
  };

  private toSummary(): void {
    afterNextRender(() => this.about.summary()?.focus(), { injector: this.injector });
  }
}
