import { Component, computed } from '@angular/core';
import { ExportButtons } from '@ui/exports/export-buttons';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { SEARCH_PAGE_SIZE } from '@ui/search/address-search';
import { exportedDeclarations, queryOf } from '@ui/search/declaration-filters';
import { declarationSearch } from '@ui/search/declaration-search';
import { DeclarationSearchForm } from '@ui/search/declaration-search-form';
import { FoundDeclarations } from './found-declarations';

/** « Rechercher une déclaration » (fiche 11): cumulative criteria held by the address. */
@Component({
  selector: 'app-declaration-search-page',
  imports: [ExportButtons, Loading, PageHeader, UnavailablePage, Pager, DeclarationSearchForm, FoundDeclarations],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Rechercher une déclaration" />
      <ui-declaration-search-form [filters]="search.criteria()" (asked)="search.go($event)" />
      @if (search.found(); as found) {
        @if (found.items.length > 0 || found.total === 0) {
          <app-found-declarations [items]="found.items" [caption]="found.caption" />
        }
        @if (found.total > 0) {
          <ui-export-buttons
            path="/api/workflow/own-declaration-export"
            [query]="exported()"
            [what]="exportedWords(found.total)"
          />
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Recherche de vos déclarations…" />
      }
    }
  `,
})
export class DeclarationSearchPage {
  protected readonly search = declarationSearch();
  protected readonly pageSize = SEARCH_PAGE_SIZE;
  protected readonly exported = computed(() => queryOf(this.search.criteria()));
  protected readonly exportedWords = exportedDeclarations;
}
