import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EquipmentApi } from '@api/equipment/equipment-api';
import type { EquipmentListItem } from '@api/equipment/equipment.types';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { countOf } from '@ui/words/count-of';
import { addressOf, type EquipmentFilters, filtersOf, queryOf } from './equipment-filters';
import { EquipmentSearchForm } from './equipment-search-form';
import { FoundEquipments } from './found-equipments';

/** « Équipements »: those of the agent's Caf, found by any word, with what is in force today. */
@Component({
  selector: 'app-equipment-search-page',
  imports: [MatButton, RouterLink, Loading, PageHeader, UnavailablePage, Pager, EquipmentSearchForm, FoundEquipments],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Équipements">
        <p class="acts">
          <a matButton="outlined" routerLink="/equipements/taux/import">Importer des taux</a>
          <a matButton="filled" routerLink="/equipements/nouveau">Enregistrer un équipement</a>
        </p>
      </ui-page-header>
      <app-equipment-search-form [filters]="search.criteria()" (asked)="search.go($event)" />
      @if (search.found(); as found) {
        @if (found.items.length > 0 || found.total === 0) {
          <app-found-equipments [items]="found.items" [caption]="found.caption" [exercise]="exercise()" />
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Recherche des équipements…" />
      }
    }
  `,
  styles: `
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
    }
  `,
})
export class EquipmentSearchPage {
  private readonly api = inject(EquipmentApi);
  protected readonly pageSize = 50;
  protected readonly exercise = signal(0);
  protected readonly search = new AddressSearch<EquipmentFilters, EquipmentListItem>({
    criteriaOf: filtersOf,
    addressOf,
    ask: async (filters, page) => {
      const list = await this.api.equipments({ ...queryOf(filters), page });
      this.exercise.set(list.exercise);
      return list;
    },
    countWords: (total) => countOf(total, 'équipement trouvé', 'équipements trouvés'),
  });
}
