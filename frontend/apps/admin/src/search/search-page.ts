import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { countOf, sentence } from '@ui/words/count-of';
import { Pager } from '../paging/pager';
import { FoundList } from './found-list';
import { queryOf, type SearchFilters } from './search-filters';
import { SearchForm } from './search-form';
import { SEARCH_PAGE_SIZE, SearchStore } from './search-store';

/** « Rechercher une déclaration »: cumulative criteria held by the address, so that a search can be kept and sent. */
@Component({
  selector: 'app-search-page',
  imports: [Loading, PageHeader, UnavailablePage, Pager, FoundList, SearchForm],
  providers: [SearchStore],
  template: `
    @if (store.refusal(); as refused) {
      <ui-unavailable-page [reason]="refused.message" (retry)="store.search(query())" />
    } @else {
      <ui-page-header heading="Rechercher une déclaration" />
      <app-search-form [filters]="filters()" (asked)="go($event)" />
      @if (store.found(); as found) {
        <app-found-list [items]="found.items" [total]="found.total" />
        <app-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Recherche des déclarations…" />
      }
    }
  `,
})
export class SearchPage {
  /** The address: `?recherche=&exercice=&etat=&type=&page=`. */
  readonly recherche = input<string>();
  readonly exercice = input<string>();
  readonly etat = input<string>();
  readonly type = input<string>();
  readonly page = input<string>();

  protected readonly store = inject(SearchStore);
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);
  protected readonly pageSize = SEARCH_PAGE_SIZE;

  protected readonly filters = computed<SearchFilters>(() => ({
    search: this.recherche() ?? '',
    exercise: this.exercice() ?? '',
    status: this.etat() ?? '',
    type: this.type() ?? '',
  }));
  protected readonly query = computed(() => queryOf(this.filters(), this.page()));

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => void this.run(query));
    });
  }

  private async run(query: ReturnType<typeof queryOf>): Promise<void> {
    await this.store.search(query);
    const total = this.store.found()?.total;
    if (total !== undefined) {
      this.announcer.say(`${sentence(countOf(total, 'déclaration trouvée', 'déclarations trouvées', 'aucune'))}.`);
    }
  }

  protected go(filters: SearchFilters): void {
    void this.router.navigate([], {
      queryParams: {
        recherche: filters.search || null,
        exercice: filters.exercise || null,
        etat: filters.status || null,
        type: filters.type || null,
        page: null,
      },
    });
  }
}
