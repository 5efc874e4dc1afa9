import { computed, inject, Injectable, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { keepTrying } from '@api/http/retry';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { DeclarationView, SectionKey, Values } from '@api/workflow/workflow.types';
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

/** What came of a save nobody asked for: at rest, or to be tried again because the network or the service is away. */
export type QuietOutcome = 'settled' | 'postponed';

/** Tries of one save: two more when only the rest of the declaration had moved. */
const TRIES = 3;

/** Sends what was typed, one save at a time, and never forgets it. */
@Injectable()
export class SectionSaver {
  private readonly api = inject(WorkflowApi);
  private readonly store = inject(DeclarationStore);
  private gone = false;
  private underWay: Promise<unknown> | null = null;
  private readonly turns = signal(0);
  readonly state = signal<SaveState>({ kind: 'none' });
  /** A save the person asked for is under way: its buttons wait. A quiet one keeps nobody waiting. */
  readonly asked = signal(false);
  /** Some save is under way. */
  readonly sending = computed(() => this.turns() > 0);

  /** The screen is closed: pending tries stop, the entries stay in the tab. */
  close(): void {
    this.gone = true;
  }

  /** The person asked: tried again as long as the network is away, and every outcome is for her to see. */
  async save(section: SectionKey, form: SectionForm): Promise<SaveOutcome> {
    this.asked.set(true);
    try {
      return await this.inTurn(() => this.send(section, form));
    } finally {
      this.asked.set(false);
    }
  }

  /**
   * Nobody asked: one try, and only the state says what came of it. What the service refuses waits for the person, the
   * other lines are saved, beside what another person saved elsewhere in the section. `allowed` is asked when the turn comes.
   */
  saveQuietly(section: SectionKey, form: SectionForm, allowed: () => boolean): Promise<QuietOutcome> {
    return this.inTurn(() => (allowed() ? this.sendQuietly(section, form) : Promise.resolve('settled' as const)));
  }

  /** When the last save has its outcome. */
  async answered(): Promise<void> {
    await Promise.allSettled([this.underWay]);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.turns.update((count) => count + 1);
    const turn = (this.underWay ? this.underWay.then(work, work) : work()).finally(() => {
      this.turns.update((count) => count - 1);
      if (this.underWay === turn) this.underWay = null;
    });
    this.underWay = turn;
    return turn;
  }

  private async send(section: SectionKey, form: SectionForm): Promise<SaveOutcome> {
    for (let attempt = 0; attempt < TRIES && form.dirty(); attempt += 1) {
      this.state.set({ kind: 'saving' });
      const sent = form.patch();
      try {
        const view = await keepTrying(() => this.put(section, form, sent), {
          waiting: () => this.wait(),
          stopped: () => this.gone,
        });
        this.accept(section, form, view);
      } catch (error) {
        const refusal = refusalOf(error);
        if (this.gone) return { kind: 'abandoned' };
        if (!refusal.stale) {
          this.state.set({ kind: 'refused' });
          if (refusal.status !== 0) await this.store.refresh();
          return { kind: 'refused', refusal };
        }
        await this.catchUp(section, form);
        if (!form.overtaken()) continue;
        this.state.set({ kind: 'overtaken' });
        return { kind: 'overtaken' };
      }
      return { kind: 'saved' };
    }
    if (!form.dirty()) {
      this.state.set({ kind: 'saved', at: new Date() });
      return { kind: 'saved' };
    }
    this.state.set({ kind: 'refused' });
    return { kind: 'overtaken' };
  }

  private async sendQuietly(section: SectionKey, form: SectionForm): Promise<QuietOutcome> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (form.overtaken() && !form.unite()) {
        this.state.set({ kind: 'overtaken' });
        return 'settled';
      }
      const sent = form.sendable();
      if (Object.keys(sent).length === 0) return this.rest(form);
      const { kind } = this.state();
      // While the network is away the state stays, rather than blink at each try.
      if (kind !== 'retrying' && kind !== 'offline') this.state.set({ kind: 'saving' });
      try {
        this.accept(section, form, await this.put(section, form, sent));
        return 'settled';
      } catch (error) {
        const refusal = refusalOf(error);
        if (this.gone) return 'settled';
        if (refusal.passing) break;
        if (refusal.stale) {
          await this.catchUp(section, form);
          continue;
        }
        const fields = refusal.errors.map((each) => each.path.split('/').at(-1) ?? '');
        if (form.refusedAsSent(fields, sent)) continue;
        this.state.set({ kind: 'refused' });
        await this.store.refresh();
        return 'settled';
      }
    }
    this.wait();
    return 'postponed';
  }

  private put(section: SectionKey, form: SectionForm, sent: Values): Promise<DeclarationView> {
    return this.api.saveSection(this.store.declaration().id, form.revision(), section, sent);
  }

  private accept(section: SectionKey, form: SectionForm, view: DeclarationView): void {
    form.saved(view.sections[section]?.values ?? {}, view.revision);
    this.store.take(view);
    this.state.set({ kind: 'saved', at: new Date() });
  }

  /** Nothing more can be sent: all is saved, or what is left was refused. */
  private rest(form: SectionForm): QuietOutcome {
    const { kind } = this.state();
    if (kind === 'saving' || kind === 'retrying' || kind === 'offline') {
      this.state.set(form.dirty() ? { kind: 'refused' } : { kind: 'saved', at: new Date() });
    }
    return 'settled';
  }

  private wait(): void {
    this.state.set({ kind: navigator.onLine ? 'retrying' : 'offline' });
  }

  /** Reads the declaration again after a stale save; the form is then overtaken when its section holds other figures. */
  private async catchUp(section: SectionKey, form: SectionForm): Promise<void> {
    await this.store.refresh();
    const view = this.store.declaration();
    form.follow(view.sections[section]?.values ?? {}, view.revision);
  }
}
