import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import { CurrentUser } from '@api/identity/current-user';
import { AppFrame } from '@ui/frame/app-frame';
import type { MenuEntry } from '@ui/frame/main-menu';
import { Loading } from '@ui/frame/loading';
import { NoticeBell } from '@ui/notices/notice-bell';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { NetworkState } from '@ui/session/network-state';
import { SignedIn } from '@ui/session/signed-in';
import { NoDeclarationsPage } from './access/no-declarations-page';

const MENU: readonly MenuEntry[] = [
  { label: 'Déclarations à instruire', link: '/a-instruire' },
  { label: 'Rechercher une déclaration', link: '/recherche' },
  { label: 'Messages', link: '/messages' },
  { label: 'Statistiques', link: '/statistiques' },
  {
    label: 'Campagnes',
    links: [
      { label: 'Calendrier', link: '/campagnes/calendrier' },
      { label: 'Suivre les campagnes', link: '/campagnes' },
      { label: 'Ouvrir une déclaration', link: '/ouverture' },
      { label: 'Modèles de messages', link: '/modeles' },
      { label: 'Réglages de la Caf', link: '/reglages' },
      { label: 'Référentiel', link: '/referentiel' },
    ],
  },
  {
    label: 'Partenaires',
    links: [
      { label: 'Équipements', link: '/equipements' },
      { label: 'Personnes', link: '/personnes' },
      { label: 'Gestionnaires', link: '/gestionnaires' },
      { label: 'Journal', link: '/audit' },
    ],
  },
];
/** What the administrators of a Caf follow too. */
const ADMINISTRATOR_MENU: readonly MenuEntry[] = MENU.map((entry) =>
  entry.label === 'Partenaires' && 'links' in entry
    ? { ...entry, links: [...entry.links, { label: 'Envois', link: '/envois' }] }
    : entry,
);
/** What is the national administrators’. */
const NATIONAL_MENU: readonly MenuEntry[] = [
  { label: 'Personnes', link: '/personnes' },
  { label: 'Mots de passe', link: '/mots-de-passe' },
  { label: 'Modèles de messages', link: '/modeles' },
  { label: 'Référentiel', link: '/referentiel' },
  { label: 'Moyennes', link: '/moyennes' },
  { label: 'Statistiques', link: '/statistiques' },
  { label: 'Journal', link: '/audit' },
  { label: 'Envois', link: '/envois' },
];

/** The frame is there at once; the screens wait until the agent is known. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet, AppFrame, Loading, NoticeBell, UnavailablePage, NoDeclarationsPage],
  template: `
    <ui-app-frame
      [menu]="menu()"
      [personName]="user.name()"
      [personContext]="context()"
      accountLink="/mon-compte"
      [offline]="!network.online()"
      (signOut)="signedIn.signOut()"
    >
      @if (user.known()) {
        <ui-notice-bell beside-person />
      }
      @if (user.known()) {
        @if (ofACaf() || nationalPage()) {
          <router-outlet />
        } @else {
          <app-no-declarations-page />
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

  private readonly router = inject(Router);
  /** Whether the route on screen is open to national administrators (`data.national`). */
  protected readonly nationalPage = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => {
        let route = this.router.routerState.snapshot.root;
        while (route.firstChild) route = route.firstChild;
        return route.data['national'] === true;
      }),
    ),
    { initialValue: false },
  );

  protected readonly ofACaf = computed(() => {
    if (!this.user.known()) return false;
    const { population } = this.user.me();
    return population === 'CAF_AGENT' || population === 'CAF_ADMIN';
  });
  protected readonly menu = computed(() => {
    if (!this.user.known()) return [];
    if (!this.ofACaf()) return NATIONAL_MENU;
    return this.user.me().population === 'CAF_ADMIN' ? ADMINISTRATOR_MENU : MENU;
  });
  protected readonly context = computed(() => {
    if (!this.user.known()) return '';
    return this.ofACaf() ? `Caf ${this.user.me().cafCodes.join(', ')}` : 'Compte national';
  });

  constructor() {
    void this.signedIn.start();
  }
}
