import { DestroyRef, DOCUMENT, inject, Injectable } from '@angular/core';
import { SignIn } from '@api/session/sign-in';
import type { SectionKey } from '@api/workflow/workflow.types';
import { DeclarationStore } from '../declaration-store';
import type { SectionForm } from './section-form';
import { SectionSaver } from './section-saver';

/** Milliseconds between two looks at what is unsaved. */
const EVERY = 20_000;
/** While the network or the service is away. */
const RETRY = 5_000;
/** A person who typed less than this ago is in the middle of a figure: the look waits as long. */
const TYPING = 2_000;

/**
 * Saves what is typed as one goes: when a line is left, and every 20 s while something is unsaved. It moves no focus,
 * opens nothing and says nothing aloud; the save state beside the title is its only word.
 */
@Injectable()
export class Autosave {
  private readonly saver = inject(SectionSaver);
  private readonly store = inject(DeclarationStore);
  private readonly signIn = inject(SignIn);
  private readonly document = inject(DOCUMENT);
  private readonly destroyed = inject(DestroyRef);
  private section: SectionKey = 'activity';
  private form: () => SectionForm | null = () => null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private typedAt = 0;

  /** `form` gives the form on screen, null as long as this person may not write it. */
  start(section: SectionKey, form: () => SectionForm | null): void {
    this.section = section;
    this.form = form;
    const online = () => void this.save();
    window.addEventListener('online', online);
    this.destroyed.onDestroy(() => {
      window.removeEventListener('online', online);
      clearTimeout(this.timer);
    });
    this.lookIn(EVERY);
  }

  /** A key was pressed in a line. */
  typing(): void {
    this.typedAt = Date.now();
  }

  /** Whether a key was pressed in a line after this instant: the person went on, and nothing takes her focus. */
  typedSince(instant: number): boolean {
    return this.typedAt > instant;
  }

  /** Saves now what can be: a line was left, the screen is about to be, or the network is back. */
  async save(): Promise<void> {
    const form = this.form();
    if (!form || Object.keys(form.sendable()).length === 0) return;
    const outcome = await this.saver.saveQuietly(this.section, form, () => this.allowed(form));
    if (!this.destroyed.destroyed) this.lookIn(outcome === 'postponed' ? RETRY : EVERY);
  }

  private lookIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), milliseconds);
  }

  private async look(): Promise<void> {
    const typedFor = Date.now() - this.typedAt;
    if (typedFor < TYPING) {
      this.lookIn(TYPING - typedFor);
      return;
    }
    this.lookIn(EVERY);
    await this.save();
  }

  /** Neither beside an act of the person nor behind a dialog she is reading. */
  private allowed(form: SectionForm): boolean {
    if (this.saver.asked() || this.store.busy() || this.signIn.leaving()) return false;
    // Any dialog: the choice between two saves, leaving, the end of the session (which a save would put off unseen).
    if (this.document.querySelector('mat-dialog-container')) return false;
    return this.form() === form;
  }
}
