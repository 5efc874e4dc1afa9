import { Injectable, signal } from '@angular/core';

/** What is said to screen readers without moving the focus: saves, verdicts, restored entries. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  readonly polite = signal('');
  readonly assertive = signal('');
  private turn = false;

  /** Says a sentence once the current one is finished; an urgent one interrupts. */
  say(sentence: string, urgency: 'polite' | 'assertive' = 'polite'): void {
    // The same sentence twice must be heard twice: an invisible mark makes the text differ.
    this.turn = !this.turn;
    this[urgency].set(this.turn ? sentence : `${sentence}\u00a0`);
  }
}
