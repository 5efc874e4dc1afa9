import { Component, inject } from '@angular/core';
import { CurrentUser } from '@api/identity/current-user';
import { PageHeader } from '@ui/frame/page-header';

/** `/conditions`: the terms accepted, to be read again at any time. */
@Component({
  selector: 'app-terms-reading-page',
  imports: [PageHeader],
  template: `
    <ui-page-header heading="Conditions générales d’utilisation" [crumbs]="crumbs" />
    <p class="typed-text">{{ user.me().terms.text }}</p>
    <p class="secondary">Version {{ user.me().terms.currentVersion }}</p>
  `,
})
export class TermsReadingPage {
  protected readonly user = inject(CurrentUser);
  protected readonly crumbs = [{ label: 'Accueil', link: ['/'] }];
}
