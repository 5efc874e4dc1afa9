import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AuditApi } from '@api/audit/audit-api';
import type { AuditAnswer, AuditLine } from '@api/audit/audit.types';
import { CurrentUser } from '@api/identity/current-user';
import { ExportButtons } from '@ui/exports/export-buttons';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { countOf } from '@ui/words/count-of';
import { addressOf, type AuditFilters, domainOf, domainsFor, filtersOf, queryOf } from './audit-filters';
import { AuditForm } from './audit-form';
import { AuditList } from './audit-list';

/** « Journal »: who did what, on which object, with the values before and after, domain by domain. */
@Component({
  selector: 'app-audit-page',
  imports: [RouterLink, AuditForm, AuditList, ExportButtons, Loading, PageHeader, UnavailablePage, Pager],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Journal" [context]="domain().label" />
      <app-audit-form
        [filters]="search.criteria()"
        [shown]="domain().value"
        [domains]="domains()"
        [acts]="acts()"
        (asked)="search.go($event)"
      />
      @if (search.found(); as found) {
        <p>{{ found.caption }}{{ only() }}.</p>
        @if (search.criteria().chain) {
          <p>
            <a [routerLink]="[]" [queryParams]="{ domaine: domain().value }">Voir tous les objets du domaine</a>
          </p>
        }
        @if (found.total > 0) {
          <ui-export-buttons
            [path]="'/api/' + domain().service + '/audit/export'"
            [query]="exported()"
            what="toutes les lignes trouvées"
          />
          <app-audit-list [lines]="found.items" [service]="domain().service" [domain]="domain().value" />
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="50" />
      } @else {
        <ui-loading label="Lecture du journal…" />
      }
    }
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 64rem;
    }
  `,
})
export class AuditPage {
  private readonly api = inject(AuditApi);
  private readonly user = inject(CurrentUser);
  private readonly national = computed(() => this.user.me().population === 'CNAF_ADMIN');
  private readonly answer = signal<AuditAnswer | null>(null);

  protected readonly search: AddressSearch<AuditFilters, AuditLine> = new AddressSearch<AuditFilters, AuditLine>({
    criteriaOf: filtersOf,
    addressOf,
    ask: async (filters, page) => {
      const { service } = domainOf(filters, this.national());
      const answer = await this.api.lines(service, { ...queryOf(filters), page: Math.min(page, 20) });
      this.answer.set(answer);
      return answer;
    },
    countWords: (total) =>
      this.answer()?.more ? 'plus de 1\u202f000\u00a0lignes' : countOf(total, 'ligne', 'lignes', 'aucune'),
  });

  protected readonly domains = computed(() => domainsFor(this.national()));
  protected readonly domain = computed(() => domainOf(this.search.criteria(), this.national()));
  protected readonly acts = computed(() => this.answer()?.acts ?? []);
  protected readonly exported = computed(() => queryOf(this.search.criteria()));
  /** Past what is counted, one narrows or exports. */
  protected readonly only = computed(() =>
    this.answer()?.more ? ', les plus récentes d’abord\u202f; précisez la recherche pour remonter plus loin' : '',
  );
}
