import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { StatisticsApi } from '@api/statistics/statistics-api';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { pageNumber } from '@ui/paging/page-number';
import { PersonNews } from '@ui/session/person-news';
import { OutliersTable } from './outliers-table';
import { SpreadBlock } from './spread-block';
import { progressWords } from './territory-words';

/** « Statistiques »: the EAJE of a Caf, or of France for the Cnaf; exercise, tab and page are in the address. */
@Component({
  selector: 'app-territory-page',
  imports: [Loading, Notice, OutliersTable, PageHeader, RouterLink, RowKeys, SpreadBlock, UnavailablePage],
  templateUrl: './territory-page.html',
  styles: `
    section {
      display: grid;
      gap: var(--space-3);
      min-inline-size: 0;
      margin-block: var(--space-6);
    }
    .choices {
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
      }
      a {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--target);
        padding-inline: var(--space-3);
        border-radius: var(--radius);
      }
      [aria-current] {
        background: var(--action-tint);
        color: var(--text);
        font-weight: 650;
        text-decoration: none;
      }
    }
  `,
})
export class TerritoryPage {
  /** From the address. */
  readonly exercice = input<string>();
  readonly onglet = input<string>();
  readonly page = input<string>();

  private readonly api = inject(StatisticsApi);
  protected readonly tabs = [
    { tab: 'ACTIVITY', label: 'Données d’activité', address: null },
    { tab: 'FINANCIAL', label: 'Données financières', address: 'finances' },
  ] as const;
  protected readonly pageNumber = computed(() => pageNumber(this.page()));
  private readonly exercise = computed(() => {
    const asked = this.exercice() ?? '';
    return /^20\d{2}$/.test(asked) ? Number(asked) : undefined;
  });
  protected readonly read = resource({
    params: () => ({ exercise: this.exercise(), page: this.pageNumber() }),
    loader: ({ params: { exercise, page } }) => this.api.territory(exercise, page),
  });
  protected readonly tab = computed(() => (this.onglet() === 'finances' ? 'FINANCIAL' : 'ACTIVITY'));
  protected readonly first = computed(() =>
    this.tab() === 'FINANCIAL' ? 'costPerInvoicedHour' : 'actualOccupancyRate',
  );
  protected readonly lines = computed(() => (this.read.value()?.lines ?? []).filter(({ tab }) => tab === this.tab()));
  protected readonly exercises = computed(() => (this.read.value()?.exercises ?? []).map(({ exercise }) => exercise));
  protected readonly progress = computed(() => {
    const territory = this.read.value();
    return territory === undefined ? '' : progressWords(territory);
  });

  constructor() {
    inject(PersonNews).onRights(() => this.read.reload());
  }

  protected refusal(): Refusal | null {
    const error = this.read.error();
    return error ? refusalOf(error) : null;
  }
}
