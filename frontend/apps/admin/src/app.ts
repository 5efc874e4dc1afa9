import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { CurrentUser } from '@api/identity/current-user';
import { AppFrame, type MenuLink } from '@ui/frame/app-frame';
import { Loading } from '@ui/frame/loading';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { NetworkState } from '@ui/session/network-state';
import { SignedIn } from '@ui/session/signed-in';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet, AppFrame, Loading, UnavailablePage],
  template: `
    <ui-app-frame
      [links]="links"
      [personName]="user.name()"
      [personContext]="context()"
      [offline]="!network.online()"
      (signOut)="signedIn.signOut()"
    >
      @if (user.known()) {
        <router-outlet />
      } @else if (user.refusal(); as refusal) {
        <ui-unavailable-page [reason]="refusal.message" (retry)="signedIn.start()" />
      } @else {
        <ui-loading />
      }
    </ui-app-frame>
  `,
})
export class App {
  protected readonly user = inject(CurrentUser);
  protected readonly network = inject(NetworkState);
  protected readonly signedIn = inject(SignedIn);
  protected readonly links: readonly MenuLink[] = [];
  protected readonly context = computed(() => (this.user.known() ? `Caf ${this.user.me().cafCodes.join(', ')}` : ''));

  constructor() {
    void this.signedIn.start();
  }
}
