import { DOCUMENT, inject, Injectable } from '@angular/core';

/** What an act leads to is asked by then, milliseconds. */
const AFTER_AN_ACT = 30_000;
const ACTS = ['pointerdown', 'keydown', 'click', 'wheel', 'input'] as const;
/** Back, forward, and coming back to the tab. */
const ACTS_OF_THE_WINDOW = ['popstate', 'focus'] as const;

/** When the person last did something on the page; opening it is an act. */
@Injectable({ providedIn: 'root' })
export class LastAct {
  private at = Date.now();

  constructor() {
    const document = inject(DOCUMENT);
    const now = () => (this.at = Date.now());
    for (const act of ACTS) document.addEventListener(act, now, { capture: true, passive: true });
    for (const act of ACTS_OF_THE_WINDOW) document.defaultView?.addEventListener(act, now);
  }

  /** True when what the page asks now is not what the person just did. */
  isLongAgo(): boolean {
    return Date.now() - this.at > AFTER_AN_ACT;
  }
}
