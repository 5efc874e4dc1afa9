import { computed, inject, Injectable, signal } from '@angular/core';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import { DeclarationStore } from '../declaration-store';

/** The comment for the Caf as typed; kept in the tab until saved, whatever else moves on the declaration meanwhile. */
@Injectable()
export class CommentDraft {
  private readonly drafts = inject(TypedDrafts);
  private readonly store = inject(DeclarationStore);
  private readonly typed = signal(this.drafts.read<string>(this.place()));

  /** What was typed, otherwise what was saved. */
  readonly text = computed(() => this.typed() ?? this.kept());

  type(text: string): void {
    if (text.trim() === this.kept()) this.forget();
    this.typed.set(text);
    if (this.unsaved()) this.drafts.keep(this.place(), text);
  }

  /** The text was saved; what was typed since is kept. */
  saved(text: string): void {
    if (this.text().trim() === text) this.forget();
  }

  unsaved(): boolean {
    return this.text().trim() !== this.kept();
  }

  private kept(): string {
    return this.store.declaration().comment ?? '';
  }

  private forget(): void {
    this.typed.set(null);
    this.drafts.forget(this.place());
  }

  private place(): string {
    const { id, version } = this.store.declaration();
    return `${id}.${version}.commentaire`;
  }
}
