import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import type { Rule } from '@api/controls/reference.types';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { StatusChip } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';
import { formatFigure } from '@ui/figures/format-figure';
import { exercisesWords, labelOf, SEVERITY_CHOICES, typesWords } from './reference-words';
import { addressOf, chosenRules, filtersOf, queryOf, type RuleFilters } from './rule-filters';
import { RulesFilterForm } from './rules-filter-form';

interface Line {
  readonly rule: Rule;
  readonly severity: string;
  readonly thresholds: string;
  readonly types: string;
  readonly exercises: string;
  readonly draft: boolean;
}

/** « Contrôles et seuils »: what is checked in a declaration, found by section, type, exercise and severity. */
@Component({
  selector: 'app-rules-page',
  imports: [RouterLink, Loading, PageHeader, Pager, RowKeys, RulesFilterForm, StatusChip, UnavailablePage],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Contrôles et seuils" [crumbs]="crumbs" />
      <app-rules-filter-form [filters]="search.criteria()" (asked)="search.go($event)" />
      @if (search.found(); as found) {
        @if (found.total === 0) {
          <p>Aucun contrôle ne correspond. Élargissez les critères.</p>
        } @else if (found.items.length > 0) {
          <div class="table-scroll table-scroll--sticky">
            <table class="table table--cards" uiRowKeys>
              <caption>
                {{
                  found.caption
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Contrôle</th>
                  <th scope="col">Gravité</th>
                  <th scope="col">Seuils</th>
                  <th scope="col">Types</th>
                  <th scope="col">Exercices</th>
                  <th scope="col">Version</th>
                </tr>
              </thead>
              <tbody>
                @for (line of found.items; track $index) {
                  <tr>
                    <th scope="row">
                      <a [routerLink]="['/referentiel/controles', line.rule.code]"
                        >{{ line.rule.code }}, {{ line.rule.label }}</a
                      >
                      @if (line.draft) {
                        <ui-status-chip tone="todo">Brouillon</ui-status-chip>
                      }
                      @if (!line.rule.enabled) {
                        <ui-status-chip tone="muted">Hors service</ui-status-chip>
                      }
                      @if (line.rule.cafCode; as caf) {
                        <ui-status-chip tone="info">Caf {{ caf }}</ui-status-chip>
                      }
                    </th>
                    <td data-label="Gravité">{{ line.severity }}</td>
                    <td data-label="Seuils">{{ line.thresholds }}</td>
                    <td data-label="Types">{{ line.types }}</td>
                    <td data-label="Exercices">{{ line.exercises }}</td>
                    <td data-label="Version">{{ line.rule.version }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Chargement des contrôles…" />
      }
    }
  `,
})
export class RulesPage {
  private readonly api = inject(ReferenceApi);
  protected readonly pageSize = 50;
  protected readonly crumbs: readonly Crumb[] = [{ label: 'Référentiel', link: ['/referentiel'] }];
  protected readonly search = new AddressSearch<RuleFilters, Line>({
    criteriaOf: filtersOf,
    addressOf,
    ask: async (filters, page) => {
      const { rules, drafts } = await this.api.rules(queryOf(filters));
      const chosen = chosenRules(rules, filters);
      const lines = chosen.map((rule) => lineOf(rule, drafts.includes(rule.code)));
      return { items: lines.slice((page - 1) * this.pageSize, page * this.pageSize), total: lines.length };
    },
    countWords: (total) => countOf(total, 'contrôle', 'contrôles'),
  });
}

function lineOf(rule: Rule, draft: boolean): Line {
  return {
    rule,
    severity: labelOf(SEVERITY_CHOICES, rule.severity),
    thresholds: rule.thresholds.map(formatFigure).join(' · ') || '—',
    types: typesWords(rule.declarationTypes),
    exercises: exercisesWords(rule.fromExercise, rule.toExercise),
    draft,
  };
}
