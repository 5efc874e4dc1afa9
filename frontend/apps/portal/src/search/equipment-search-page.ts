import { Component, inject } from '@angular/core';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { EquipmentListItem } from '@api/workflow/workflow.types';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch, SEARCH_PAGE_SIZE } from '@ui/search/address-search';
import { countOf } from '@ui/words/count-of';
import { addressOf, type EquipmentFilters, filtersOf, queryOf } from './equipment-filters';
import { EquipmentSearchForm } from './equipment-search-form';
import { FoundEquipments } from './found-equipments';

/** « Rechercher un équipement » (fiche 11): by name and commune, with what waits for this person on each. */
@Component({
  selector: 'app-equipment-search-page',
  imports: [Loading, PageHeader, UnavailablePage, Pager, EquipmentSearchForm, FoundEquipments],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Rechercher un équipement" />
      <app-equipment-search-form [filters]="search.criteria()" (asked)="search.go($event)" />
      @if (search.found(); as found) {
        @if (found.items.length > 0 || found.total === 0) {
          <app-found-equipments [items]="found.items" [caption]="found.caption" />
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Recherche de vos équipements…" />
      }
    }
  `,
})
export class EquipmentSearchPage {
  private readonly api = inject(WorkflowApi);
  protected readonly search = new AddressSearch<EquipmentFilters, EquipmentListItem>({
    criteriaOf: filtersOf,
    addressOf,
    ask: (filters, page) => this.api.equipments({ ...queryOf(filters), page }),
    countWords: (total) => countOf(total, 'équipement trouvé', 'équipements trouvés'),
  });
  protected readonly pageSize = SEARCH_PAGE_SIZE;
}
