import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Disclosure } from '@ui/frame/disclosure';
import { Icon } from '@ui/icon/icon';

/** Who is signed in, for whom, and the way out. */
@Component({
  selector: 'ui-person-menu',
  imports: [MatButton, Icon],
  hostDirectives: [Disclosure],
  template: `
    <button
      type="button"
      class="opener"
      aria-controls="panneau-personne"
      [attr.aria-expanded]="panel.open()"
      (click)="panel.toggle()"
    >
      <ui-icon name="person" />
      <span class="name">{{ name() }}</span>
      <ui-icon name="chevron-down" class="more" />
    </button>
    <div id="panneau-personne" class="panel" [hidden]="!panel.open()">
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
})
export class PersonMenu {
  readonly name = input.required<string>();
  /** For whom: « Association Les Moufles ». */
  readonly context = input('');
  readonly signOut = output<void>();
  protected readonly panel = inject(Disclosure);
}
