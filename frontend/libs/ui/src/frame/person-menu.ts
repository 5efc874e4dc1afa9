import { Component, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '@ui/icon/icon';

/** Who is signed in, for whom, and the way out: a button that unfolds a panel, closed by Esc, by leaving it or outside. */
@Component({
  selector: 'ui-person-menu',
  imports: [MatButton, Icon],
  template: `
    <button
      #opener
      type="button"
      class="opener"
      aria-controls="panneau-personne"
      [attr.aria-expanded]="open()"
      (click)="open.set(!open())"
    >
      <ui-icon name="person" />
      <span class="name">{{ name() }}</span>
      <ui-icon name="chevron-down" class="more" />
    </button>
    <div id="panneau-personne" class="panel" [hidden]="!open()">
      <p>
        <strong>{{ name() }}</strong>
      </p>
      @if (context()) {
        <p class="secondary">{{ context() }}</p>
      }
      <button matButton="outlined" type="button" (click)="signOut.emit()">Déconnexion</button>
    </div>
  `,
  styleUrl: './person-menu.scss',
  host: {
    '(keydown.escape)': 'close()',
    '(focusout)': 'leave($event)',
    '(document:pointerdown)': 'closeFromOutside($event)',
  },
})
export class PersonMenu {
  readonly name = input.required<string>();
  /** For whom: « Association Les Moufles ». */
  readonly context = input('');
  readonly signOut = output<void>();

  protected readonly open = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');

  protected close(): void {
    if (!this.open()) return;
    this.open.set(false);
    this.opener().nativeElement.focus();
  }

  protected leave(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (to instanceof Node && !this.host.nativeElement.contains(to)) this.open.set(false);
  }

  protected closeFromOutside(event: Event): void {
    if (event.target instanceof Node && !this.host.nativeElement.contains(event.target)) this.open.set(false);
  }
}
