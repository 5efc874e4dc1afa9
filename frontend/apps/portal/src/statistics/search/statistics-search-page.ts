import { Component, inject, signal } from '@angular/core';
import { StatisticsApi } from '@api/statistics/statistics-api';
import type { FoundEquipment, StatisticsFound } from '@api/statistics/statistics.types';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch, SEARCH_PAGE_SIZE } from '@ui/search/address-search';
import { countOf } from '@ui/words/count-of';
import { FoundStatistics } from './found-statistics';
import { addressOf, filtersOf, queryOf, type StatisticsFilters } from './statistics-filters';
import { StatisticsSearchForm } from './statistics-search-form';

/** « Statistiques » (fiche 12): the person's equipments by name, commune and exercise. */
@Component({
  selector: 'app-statistics-search-page',
  imports: [FoundStatistics, Loading, Notice, PageHeader, Pager, StatisticsSearchForm, UnavailablePage],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Consulter les statistiques" />
      @if (search.found(); as found) {
        @if (years(); as known) {
          @if (known.exercise === null) {
            <ui-notice tone="info">
              <p>
                Aucune déclaration réelle de vos équipements n’est encore validée par la Caf. Un tableau existe quand
                une réelle est validée et que les moyennes de son exercice sont publiées, en mars de la deuxième année
                qui suit.
              </p>
            </ui-notice>
          } @else {
            <app-statistics-search-form
              [filters]="search.criteria()"
              [exercises]="known.exercises"
              [shown]="known.exercise"
              (asked)="search.go($event)"
            />
            @if (found.items.length > 0 || found.total === 0) {
              <app-found-statistics [items]="found.items" [exercise]="known.exercise" [caption]="found.caption" />
            }
            <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
          }
        }
      } @else {
        <ui-loading label="Recherche de vos équipements…" />
      }
    }
  `,
})
export class StatisticsSearchPage {
  private readonly api = inject(StatisticsApi);
  /** The exercise of the rows, and those one may ask for. */
  protected readonly years = signal<Pick<StatisticsFound, 'exercise' | 'exercises'> | null>(null);
  protected readonly search = new AddressSearch<StatisticsFilters, FoundEquipment>({
    criteriaOf: filtersOf,
    addressOf,
    ask: async (filters, page) => {
      const found = await this.api.search({ ...queryOf(filters), page });
      this.years.set(found);
      return found;
    },
    countWords: (total) => countOf(total, 'équipement trouvé', 'équipements trouvés'),
  });
  protected readonly pageSize = SEARCH_PAGE_SIZE;
}
