import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { CurrentUser } from '@api/identity/current-user';
import { PeopleApi } from '@api/identity/people-api';
import type { ListedPerson } from '@api/identity/people.types';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { countOf } from '@ui/words/count-of';
import { addressOf, filtersOf, PEOPLE_PAGE_SIZE, type PeopleFilters, queryOf } from './people-filters';
import { PeopleList } from './people-list';
import { PeopleSearchForm } from './people-search-form';

/** « Personnes »: those the agent or administrator manages, found by any word that concerns them. */
@Component({
  selector: 'app-people-page',
  imports: [MatButton, RouterLink, Loading, PageHeader, UnavailablePage, Pager, PeopleList, PeopleSearchForm],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Personnes">
        @if (ofACaf()) {
          <a matButton="outlined" routerLink="/habilitations/import">Importer une liste</a>
        }
        <a matButton="outlined" routerLink="/personnes/nouvelle">Ajouter une personne</a>
      </ui-page-header>
      <app-people-search-form
        [label]="ofACaf() ? 'Nom, courriel, gestionnaire, équipement ou commune' : 'Nom ou courriel'"
        [withStatus]="true"
        [filters]="search.criteria()"
        (asked)="search.go($event)"
      />
      @if (search.found(); as found) {
        @if (found.items.length > 0 || found.total === 0) {
          <app-people-list [items]="found.items" [caption]="found.caption" [ofACaf]="ofACaf()" />
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Recherche des personnes…" />
      }
    }
  `,
})
export class PeoplePage {
  private readonly api = inject(PeopleApi);
  private readonly user = inject(CurrentUser);
  protected readonly search = new AddressSearch<PeopleFilters, ListedPerson>({
    criteriaOf: filtersOf,
    addressOf,
    ask: (filters, page) => this.api.people({ ...queryOf(filters), page }),
    countWords: (total) => countOf(total, 'personne trouvée', 'personnes trouvées', 'aucune'),
  });
  protected readonly pageSize = PEOPLE_PAGE_SIZE;
  protected readonly ofACaf = computed(() => this.user.me().population !== 'CNAF_ADMIN');
}
