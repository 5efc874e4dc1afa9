import { inject, Injectable, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { keepTrying } from '@api/http/retry';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { SectionKey } from '@api/workflow/workflow.types';
import type { SaveState } from '@ui/save-state/save-state';
import { DeclarationStore } from '../declaration-store';
import type { SectionForm } from './section-form';

export type SaveOutcome =
  | { readonly kind: 'saved' }
  /** Someone else saved other figures: both are to be shown. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The person left the screen while we were waiting for the network; what she typed is kept. */
  | { readonly kind: 'abandoned' };

/** Sends what was typed, again and again while the network is away, and never forgets it. */
@Injectable()
export class SectionSaver {
  private readonly api = inject(WorkflowApi);
  private readonly store = inject(DeclarationStore);
  private gone = false;
  private underWay: Promise<unknown> = Promise.resolve();
  readonly state = signal<SaveState>({ kind: 'none' });

  /** The screen is closed: pending tries stop, the entries stay in the tab. */
  close(): void {
    this.gone = true;
  }

  save(section: SectionKey, form: SectionForm): Promise<SaveOutcome> {
    const outcome = this.send(section, form);
    this.underWay = outcome;
    return outcome;
  }

  /** When the last save asked for has its outcome. */
  async answered(): Promise<void> {
    await Promise.allSettled([this.underWay]);
  }

  private async send(section: SectionKey, form: SectionForm): Promise<SaveOutcome> {
    const { id } = this.store.declaration();
    this.state.set({ kind: 'saving' });
    // Twice at most: once more when only the rest of the declaration had moved.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const sent = form.patch();
      try {
        const view = await keepTrying(() => this.api.saveSection(id, form.revision(), section, sent), {
          waiting: () => this.state.set({ kind: navigator.onLine ? 'retrying' : 'offline' }),
          stopped: () => this.gone,
        });
        form.saved(sent, view.sections[section]?.values ?? {}, view.revision);
        this.store.take(view);
        this.state.set({ kind: 'saved', at: new Date() });
        return { kind: 'saved' };
      } catch (error) {
        const refusal = refusalOf(error);
        if (this.gone) return { kind: 'abandoned' };
        if (!refusal.stale) {
          this.state.set({ kind: 'refused' });
          if (refusal.status !== 0) await this.store.refresh();
          return { kind: 'refused', refusal };
        }
        await this.catchUp(section, form);
        if (form.differences().length > 0) {
          this.state.set({ kind: 'refused' });
          return { kind: 'overtaken' };
        }
        // Nothing of this section differs from ours (the other section moved, or a lost answer had been saved).
        form.settle(new Set(form.changed().map((line) => line.field)));
        if (!form.dirty()) {
          this.state.set({ kind: 'saved', at: new Date() });
          return { kind: 'saved' };
        }
      }
    }
    this.state.set({ kind: 'refused' });
    return { kind: 'overtaken' };
  }

  private async catchUp(section: SectionKey, form: SectionForm): Promise<void> {
    await this.store.refresh();
    const view = this.store.declaration();
    form.follow(view.sections[section]?.values ?? {}, view.revision);
  }
}
