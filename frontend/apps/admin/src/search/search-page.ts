import { Component, computed } from '@angular/core';
import { ExportButtons } from '@ui/exports/export-buttons';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { exportedDeclarations, queryOf } from '@ui/search/declaration-filters';
import { declarationSearch } from '@ui/search/declaration-search';
import { DeclarationSearchForm } from '@ui/search/declaration-search-form';
import { FoundList } from './found-list';

/** « Rechercher une déclaration »: cumulative criteria held by the address, so that a search can be kept and sent. */
@Component({
  selector: 'app-search-page',
  imports: [ExportButtons, Loading, PageHeader, UnavailablePage, Pager, FoundList, DeclarationSearchForm],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Rechercher une déclaration" />
      <ui-declaration-search-form [filters]="search.criteria()" (asked)="search.go($event)" />
      @if (search.found(); as found) {
        @if (found.items.length > 0 || found.total === 0) {
          <app-found-list [items]="found.items" [caption]="found.caption" />
        }
        @if (found.total > 0) {
          <ui-export-buttons
            path="/api/workflow/declaration-export"
            [query]="exported()"
            [what]="exportedWords(found.total)"
          />
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Recherche des déclarations…" />
      }
    }
  `,
})
export class SearchPage {
  protected readonly pageSize = 50;
  protected readonly search = declarationSearch(this.pageSize);
  protected readonly exported = computed(() => queryOf(this.search.criteria()));
  protected readonly exportedWords = exportedDeclarations;
}
