import { Component, computed, input } from '@angular/core';
import type { MeansPreview } from '@api/statistics/statistics.types';
import { RowKeys } from '@ui/grid/row-keys';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { meanWords } from './means-words';

/** Every département with what tells whether it is right; the mean of fewer than five EAJE is hidden here too. */
@Component({
  selector: 'app-departments-table',
  imports: [RowKeys, StatusChip],
  template: `
    <table class="table table--cards" uiRowKeys>
      <caption>
        {{
          caption()
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">Département</th>
          <th scope="col" class="figure">EAJE</th>
          <th scope="col" class="figure">Taux d’occupation réel</th>
          <th scope="col" class="figure">Taux de facturation</th>
          <th scope="col" class="figure">Prix de revient par heure facturée</th>
          <th scope="col">Depuis la publication</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.code) {
          <tr>
            <th scope="row">{{ row.name }} ({{ row.code }})</th>
            <td class="figure" data-label="EAJE">{{ row.count }}</td>
            @if (row.hidden) {
              <td class="figure" data-label="Taux d’occupation réel">masqué</td>
              <td class="figure" data-label="Taux de facturation">masqué</td>
              <td class="figure" data-label="Prix de revient par heure facturée">masqué</td>
            } @else {
              <td class="figure" data-label="Taux d’occupation réel">{{ row.occupancy }}</td>
              <td class="figure" data-label="Taux de facturation">{{ row.billing }}</td>
              <td class="figure" data-label="Prix de revient par heure facturée">{{ row.cost }}</td>
            }
            <td data-label="Depuis la publication">
              @if (row.changed) {
                <ui-status-chip tone="todo">Changé</ui-status-chip>
                {{ row.since }}
              }
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class DepartmentsTable {
  readonly preview = input.required<MeansPreview>();

  protected readonly caption = computed(() =>
    sentence(countOf(this.preview().departments.length, 'département', 'départements')),
  );
  protected readonly rows = computed(() =>
    this.preview().departments.map((one) => ({
      ...one,
      occupancy: meanWords(one.actualOccupancyRate, 'PERCENT'),
      billing: meanWords(one.billingRate, 'PERCENT'),
      cost: meanWords(one.costPerInvoicedHour, 'EURO_PER_HOUR'),
      since:
        one.publishedCount === null || one.publishedCount === one.count
          ? ''
          : `${countOf(one.publishedCount, 'EAJE', 'EAJE')} alors`,
    })),
  );
}
