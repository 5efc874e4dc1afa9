import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Outlier } from '@api/statistics/statistics.types';
import { RowKeys } from '@ui/grid/row-keys';
import { Pager } from '@ui/paging/pager';
import { countOf, sentence } from '@ui/words/count-of';
import { findingWords } from './territory-words';

/** The EAJE whose figures are far from those of the territory, farthest first, each with its declaration. */
@Component({
  selector: 'app-outliers-table',
  imports: [Pager, RouterLink, RowKeys],
  template: `
    @if (items().length > 0) {
      <table class="table table--cards" uiRowKeys>
        <caption>
          {{
            caption()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">Équipement</th>
            <th scope="col">Commune</th>
            <th scope="col">Chiffres loin des autres</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.equipmentId) {
            <tr>
              <th scope="row">
                <a [routerLink]="['/declarations', row.declarationId]">{{ row.name }}</a>
              </th>
              <td data-label="Commune">{{ row.commune }}</td>
              <td data-label="Chiffres loin des autres">
                <ul class="plain-list">
                  @for (finding of row.words; track finding) {
                    <li>{{ finding }}</li>
                  }
                </ul>
              </td>
            </tr>
          }
        </tbody>
      </table>
    } @else if (total() === 0) {
      <p>Aucun équipement n’a de chiffre loin des autres.</p>
    }
    <ui-pager [page]="page()" [total]="total()" [pageSize]="pageSize" />
  `,
})
export class OutliersTable {
  readonly items = input.required<readonly Outlier[]>();
  /** Over all pages. */
  readonly total = input.required<number>();
  readonly page = input.required<number>();

  protected readonly pageSize = 50;
  protected readonly caption = computed(() => sentence(countOf(this.total(), 'équipement', 'équipements')));
  protected readonly rows = computed(() =>
    this.items().map((one) => ({ ...one, words: one.findings.map(findingWords) })),
  );
}
