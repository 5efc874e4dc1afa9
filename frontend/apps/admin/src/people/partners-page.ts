import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PeopleApi } from '@api/identity/people-api';
import type { ListedPartner } from '@api/identity/people.types';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { ColumnChoice, ColumnChoiceButton } from '@ui/grid/column-choice';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { countOf } from '@ui/words/count-of';
import { addressOf, filtersOf, PEOPLE_PAGE_SIZE, type PeopleFilters, queryOf } from './people-filters';
import { PeopleSearchForm } from './people-search-form';

/** « Gestionnaires » of the Caf, by name, equipment or commune; each leads to its people and their roles. */
@Component({
  selector: 'app-partners-page',
  imports: [
    RouterLink,
    ColumnChoiceButton,
    Loading,
    PageHeader,
    Notice,
    RowKeys,
    UnavailablePage,
    Pager,
    PeopleSearchForm,
  ],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Gestionnaires" />
      <app-people-search-form
        label="Gestionnaire, équipement ou commune"
        [filters]="search.criteria()"
        (asked)="search.go($event)"
      />
      @if (search.found(); as found) {
        @if (found.total === 0) {
          <ui-notice tone="info">
            <p>Aucun gestionnaire de votre Caf ne répond à ces mots. Retirez un mot.</p>
          </ui-notice>
        } @else if (found.items.length > 0) {
          <ui-column-choice [choice]="columns" />
          <div class="table-scroll table-scroll--sticky">
            <table class="table table--cards" uiRowKeys>
              <caption>
                {{
                  found.caption
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Gestionnaire</th>
                  @if (columns.shows('communes')) {
                    <th scope="col">Communes</th>
                  }
                  @if (columns.shows('equipements')) {
                    <th scope="col">Équipements</th>
                  }
                  @if (columns.shows('personnes')) {
                    <th scope="col">Personnes</th>
                  }
                </tr>
              </thead>
              <tbody>
                @for (item of found.items; track item.id) {
                  <tr>
                    <th scope="row">
                      <a [routerLink]="['/gestionnaires', item.id]">{{ item.name }}</a>
                    </th>
                    @if (columns.shows('communes')) {
                      <td data-label="Communes">{{ item.communes.join(', ') }}</td>
                    }
                    @if (columns.shows('equipements')) {
                      <td data-label="Équipements">{{ equipments(item) }}</td>
                    }
                    @if (columns.shows('personnes')) {
                      <td data-label="Personnes">{{ people(item) }}</td>
                    }
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Recherche des gestionnaires…" />
      }
    }
  `,
})
export class PartnersPage {
  private readonly api = inject(PeopleApi);
  protected readonly search = new AddressSearch<PeopleFilters, ListedPartner>({
    criteriaOf: filtersOf,
    addressOf,
    ask: (filters, page) => this.api.partners({ search: queryOf(filters).search, page }),
    countWords: (total) => countOf(total, 'gestionnaire trouvé', 'gestionnaires trouvés'),
  });
  protected readonly pageSize = PEOPLE_PAGE_SIZE;
  protected readonly columns = new ColumnChoice('gestionnaires', [
    { key: 'communes', label: 'Communes' },
    { key: 'equipements', label: 'Équipements' },
    { key: 'personnes', label: 'Personnes' },
  ]);

  protected equipments({ equipmentCount }: ListedPartner): string {
    return countOf(equipmentCount, 'équipement', 'équipements');
  }

  protected people({ userCount }: ListedPartner): string {
    return countOf(userCount, 'personne', 'personnes', 'aucune');
  }
}
