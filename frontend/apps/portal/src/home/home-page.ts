import { Component, inject, resource } from '@angular/core';
import { refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { WorkflowApi } from '@api/workflow/workflow-api';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { HomeView } from './home-view';
import { todayInParis } from './task-groups';

/** « Accueil »: where this person is expected to act (fiche 3). */
@Component({
  selector: 'app-home-page',
  imports: [Loading, PageHeader, UnavailablePage, HomeView],
  template: `
    @if (home.error(); as error) {
      <ui-unavailable-page [reason]="reason(error)" (retry)="home.reload()" />
    } @else {
      <ui-page-header heading="Ce qui est attendu de vous" />
      @if (home.value(); as value) {
        <app-home-view [home]="value" [today]="today" [equipments]="user.me().habilitations" />
      } @else {
        <ui-loading label="Chargement de vos déclarations…" />
      }
    }
  `,
})
export class HomePage {
  private readonly api = inject(WorkflowApi);
  protected readonly user = inject(CurrentUser);
  protected readonly home = resource({ loader: () => this.api.home() });
  protected readonly today = todayInParis(new Date());

  protected reason(error: unknown): string {
    return refusalOf(error).message;
  }
}
