import { Component, computed, inject, input, resource } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { StatisticsApi } from '@api/statistics/statistics-api';
import { exerciseLinks, exerciseOf, FIRST_INDICATOR, tabLinks, tabOf } from '@ui/charts/statistics-views';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { ViewLinks } from '@ui/frame/view-links';
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
  imports: [Loading, Notice, OutliersTable, PageHeader, RowKeys, SpreadBlock, UnavailablePage, ViewLinks],
  templateUrl: './territory-page.html',
  styles: `
    section {
      display: grid;
      gap: var(--space-3);
      min-inline-size: 0;
      margin-block: var(--space-6);
    }
  `,
})
export class TerritoryPage {
  /** From the address. */
  readonly exercice = input<string>();
  readonly onglet = input<string>();
  readonly page = input<string>();

  private readonly api = inject(StatisticsApi);
  protected readonly pageNumber = computed(() => pageNumber(this.page()));
  private readonly exercise = computed(() => exerciseOf(this.exercice()));
  protected readonly read = resource({
    params: () => ({ exercise: this.exercise(), page: this.pageNumber() }),
    loader: ({ params: { exercise, page } }) => this.api.territory(exercise, page),
  });
  protected readonly tab = computed(() => tabOf(this.onglet()));
  protected readonly tabLinks = computed(() => tabLinks(this.tab()));
  protected readonly first = computed(() => FIRST_INDICATOR[this.tab()]);
  protected readonly lines = computed(() => (this.read.value()?.lines ?? []).filter(({ tab }) => tab === this.tab()));
  protected readonly exercises = computed(() => (this.read.value()?.exercises ?? []).map(({ exercise }) => exercise));
  protected readonly exerciseLinks = computed(() =>
    exerciseLinks(this.exercises(), this.read.value()?.exercise ?? null),
  );
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
