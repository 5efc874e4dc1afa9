import { Component, computed, inject, input, output } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { Disclosure } from '@ui/frame/disclosure';
import { Icon } from '@ui/icon/icon';
import { errandLink } from '@ui/session/errand-link';

/** Who is signed in, for whom, and the way out. */
@Component({
  selector: 'ui-person-menu',
  imports: [MatButton, RouterLink, Icon],
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
      @if (accountLink()) {
        <p><a [routerLink]="accountLink()" (click)="panel.open.set(false)">Mon compte</a></p>
      }
      <p><a [href]="passwordLink()">Modifier mon mot de passe</a></p>
      <button matButton="outlined" type="button" (click)="signOut.emit()">Déconnexion</button>
    </div>
  `,
  styleUrl: './person-menu.scss',
})
export class PersonMenu {
  readonly name = input.required<string>();
  /** For whom: « Association Les Moufles ». */
  readonly context = input('');
  /** Page of the person’s own account, when the site has one. */
  readonly accountLink = input('');
  readonly signOut = output<void>();
  protected readonly panel = inject(Disclosure);
  private readonly router = inject(Router);
  /** Computed when the panel opens: back to the screen of that moment. */
  protected readonly passwordLink = computed(() => {
    this.panel.open();
    return errandLink('change-password', this.router.url);
  });
}
