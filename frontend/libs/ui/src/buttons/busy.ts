import { Directive, ElementRef, inject, input } from '@angular/core';

/**
 * A button that waits for an answer keeps the focus (a disabled one loses it) but no longer acts: one press, one act.
 * `<button [uiBusy]="saving()">`
 */
@Directive({
  selector: 'button[uiBusy]',
  host: { '[attr.aria-disabled]': 'uiBusy() ? true : null', '[class.busy]': 'uiBusy()' },
})
export class Busy {
  readonly uiBusy = input.required<boolean>();

  constructor() {
    // Captured, so that it runs before every other listener of the button.
    inject<ElementRef<HTMLButtonElement>>(ElementRef).nativeElement.addEventListener(
      'click',
      (event) => {
        if (!this.uiBusy()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}
