import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { CurrentUser } from '@api/identity/current-user';
import { AppFrame } from '@ui/frame/app-frame';
import type { MenuEntry } from '@ui/frame/main-menu';
import { Loading } from '@ui/frame/loading';
import { NoticeBell } from '@ui/notices/notice-bell';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { NetworkState } from '@ui/session/network-state';
import { SignedIn } from '@ui/session/signed-in';
import { TermsPage } from './terms/terms-page';

const MENU: readonly MenuEntry[] = [
  { label: 'Accueil', link: '/', exact: true },
  { label: 'Rechercher une déclaration', link: '/recherche/declarations' },
  { label: 'Rechercher un équipement', link: '/recherche/equipements' },
  { label: 'Statistiques', link: '/statistiques' },
];

/** The frame is there at once; the screens wait until the person is known and has accepted the terms. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet, AppFrame, Loading, NoticeBell, TermsPage, UnavailablePage],
  template: `
    <ui-app-frame
      [menu]="menu"
      [footerLinks]="user.known() ? footerLinks : []"
      [personName]="user.name()"
      [personContext]="context()"
      [offline]="!network.online()"
      [accountLink]="accepted() ? '/mon-compte' : ''"
      (signOut)="signedIn.signOut()"
    >
      @if (accepted()) {
        <ui-notice-bell beside-person />
      }
      @if (user.known()) {
        @if (accepted()) {
          <router-outlet />
        } @else {
          @defer (on immediate) {
            <app-terms-page />
          } @placeholder {
            <ui-loading page />
          }
        }
      } @else if (user.refusal(); as refusal) {
        <ui-unavailable-page [refusal]="refusal" (retry)="signedIn.start()" />
      } @else {
        <ui-loading page />
      }
    </ui-app-frame>
  `,
})
export class App {
  protected readonly user = inject(CurrentUser);
  protected readonly network = inject(NetworkState);
  protected readonly signedIn = inject(SignedIn);
  protected readonly menu = MENU;
  protected readonly footerLinks = [{ label: 'Conditions générales', link: '/conditions' }];
  protected readonly context = computed(() => (this.user.known() ? (this.user.me().partner?.name ?? '') : ''));

  /** Nothing is open before the terms are accepted. */
  protected readonly accepted = computed(() => this.user.known() && this.user.me().terms.accepted);

  constructor() {
    void this.signedIn.start();
  }
}
