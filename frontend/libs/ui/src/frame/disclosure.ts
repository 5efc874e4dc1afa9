import { Directive, ElementRef, inject, signal } from '@angular/core';

/**
 * A button that unfolds a panel, both inside the host: closed by Esc, which gives the focus back to the button, by leaving
 * it, or by a press elsewhere. The button carries `aria-expanded`.
 */
@Directive({
  selector: '[uiDisclosure]',
  exportAs: 'uiDisclosure',
  host: {
    '(keydown.escape)': 'close($event)',
    '(focusout)': 'leave($event)',
    '(document:pointerdown)': 'closeFromOutside($event)',
  },
})
export class Disclosure {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly open = signal(false);

  toggle(): void {
    this.open.update((open) => !open);
  }

  protected close(event: Event): void {
    if (!this.open()) return;
    event.stopPropagation();
    this.open.set(false);
    this.host.nativeElement.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  }

  protected leave(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (to instanceof Node && !this.host.nativeElement.contains(to)) this.open.set(false);
  }

  protected closeFromOutside(event: Event): void {
    if (event.target instanceof Node && !this.host.nativeElement.contains(event.target)) this.open.set(false);
  }
}
