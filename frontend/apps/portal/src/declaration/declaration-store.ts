import { computed, inject, Injectable, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { Act, DeclarationView, SectionKey, SectionView } from '@api/workflow/workflow.types';
import { isBehind } from '@api/workflow/is-behind';
import type { DeclarationChange } from '@api/workflow/live-stream';

/** What came of an act: the new state is in the store, or the refusal is to be shown. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** How long an act waits for the verdict of the controls: ten looks, 1.5 s apart. */
const VERDICT_LOOKS = 10;
const VERDICT_PAUSE = 1_500;

const MOVED =
  'La déclaration a changé pendant que vous la lisiez. La page est à jour\u202f: vérifiez, puis recommencez si nécessaire.';

/** The declaration on screen, shared by the steps; provided by the shell, one per declaration opened. */
@Injectable()
export class DeclarationStore {
  private readonly api = inject(WorkflowApi);
  private readonly loaded = signal<DeclarationView | null>(null);
  readonly refusal = signal<Refusal | null>(null);
  readonly busy = signal(false);
  private underWay: Promise<unknown> = Promise.resolve();
  /** What the live stream said while the declaration was still on its way. */
  private heard: DeclarationChange | null = null;

  readonly known = computed(() => this.loaded() !== null);
  /** Throws when read before being loaded: the steps are shown only afterwards. */
  readonly declaration = computed<DeclarationView>(() => {
    const view = this.loaded();
    if (!view) throw new Error('the declaration is read before being loaded');
    return view;
  });

  async load(id: string): Promise<void> {
    this.refusal.set(null);
    this.loaded.set(null);
    this.heard = null;
    try {
      this.loaded.set(await this.api.declaration(id));
      if (this.heard !== null) await this.follow(this.heard);
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  may(act: Act): boolean {
    return this.declaration().acts.includes(act);
  }

  section(key: SectionKey): SectionView | null {
    return this.declaration().sections[key];
  }

  /** Takes the answer of an act, unless a later state is already here. */
  take(view: DeclarationView): void {
    const current = this.loaded();
    if (current && current.id === view.id && current.revision > view.revision) return;
    this.loaded.set(view);
  }

  /** Reads again; a passing failure leaves what is on screen. */
  async refresh(): Promise<void> {
    try {
      this.take(await this.api.declaration(this.declaration().id));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.passing) return;
      if (!refusal.unknown) throw error;
      // What the person may do changed: this declaration is no longer theirs to see.
      this.refusal.set(refusal);
      this.loaded.set(null);
    }
  }

  /** The live stream says something changed: read again only when we are behind. */
  async follow(change: DeclarationChange): Promise<void> {
    const view = this.loaded();
    if (view === null) this.heard = change;
    if (view?.id !== change.declarationId) return;
    if (isBehind(view, change)) await this.refresh();
  }

  /**
   * Runs an act on the revision on screen. When someone acted meanwhile, the page is brought up to date and the person
   * decides again; `repeatable` acts (an explanation answers a fingerprint, not a revision) are then tried once more.
   */
  async act(
    run: (api: WorkflowApi, id: string, revision: number) => Promise<DeclarationView>,
    options: { repeatable?: boolean } = {},
  ): Promise<Outcome> {
    this.busy.set(true);
    const answer = this.attempt(run, options.repeatable ? 2 : 1).finally(() => this.busy.set(false));
    this.underWay = answer;
    return answer;
  }

  /** When the last act asked for has its answer. */
  async answered(): Promise<void> {
    await Promise.allSettled([this.underWay]);
  }

  /** Waits until the controls have seen the figures as they are; the live stream usually says it first. */
  private async verdictCame(): Promise<boolean> {
    for (let looks = 0; looks < VERDICT_LOOKS; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, VERDICT_PAUSE));
      if (this.declaration().evaluation.status !== 'CURRENT') await this.refresh();
      if (this.declaration().evaluation.status === 'CURRENT') return true;
    }
    return false;
  }

  private async attempt(
    run: (api: WorkflowApi, id: string, revision: number) => Promise<DeclarationView>,
    left: number,
  ): Promise<Outcome> {
    const { id, revision } = this.declaration();
    try {
      this.take(await run(this.api, id, revision));
      return { ok: true };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.status === 409) await this.refresh();
      if (refusal.code === 'CONTROLS_PENDING' && left > 0 && (await this.verdictCame()))
        return this.attempt(run, left - 1);
      if (refusal.stale && left > 1) return this.attempt(run, left - 1);
      if (refusal.stale) refusal.message = MOVED;
      return { ok: false, refusal };
    }
  }
}
