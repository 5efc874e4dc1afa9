import { Component, computed, effect, inject, resource, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { refusalOf } from '@api/http/refusal';
import { WorkflowApi } from '@api/workflow/workflow-api';
import { parisDay } from '@ui/dates/french-date';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { PersonNews } from '@ui/session/person-news';
import { map } from 'rxjs';
import { HomeView } from './home-view';

/** « Accueil »: where this person is expected to act (fiche 3). The address keeps the filter: `?filtre=`. */
@Component({
  selector: 'app-home-page',
  imports: [Loading, PageHeader, UnavailablePage, HomeView],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="home.reload()" />
    } @else {
      <ui-page-header heading="Ce qui est attendu de vous" />
      @if (home.value(); as value) {
        <app-home-view [home]="value" [today]="today" [(filter)]="filter" />
      } @else {
        <ui-loading label="Chargement de vos déclarations…" />
      }
    }
  `,
})
export class HomePage {
  private readonly api = inject(WorkflowApi);
  private readonly router = inject(Router);
  private readonly kept = toSignal(
    inject(ActivatedRoute).queryParamMap.pipe(map((address) => address.get('filtre') ?? '')),
    { requireSync: true },
  );
  protected readonly home = resource({ loader: () => this.api.home() });
  protected readonly refusal = computed(() => {
    const error = this.home.error();
    return error && refusalOf(error);
  });
  protected readonly today = parisDay(new Date());
  /** What is typed leads, so that a late navigation never takes a letter back. */
  protected readonly filter = signal(untracked(this.kept));

  constructor() {
    inject(PersonNews).onWork(() => this.home.reload());
    effect(() => {
      const filtre = this.filter().trim();
      if (filtre === untracked(this.kept)) return;
      void this.router.navigate([], { queryParams: { filtre: filtre || null }, replaceUrl: true });
    });
    // « Accueil » pressed again shows everything.
    effect(() => {
      if (this.kept() === '') untracked(() => this.filter.set(''));
    });
  }
}
