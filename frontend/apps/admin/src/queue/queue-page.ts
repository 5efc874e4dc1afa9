import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { CurrentUser } from '@api/identity/current-user';
import { ExportButtons } from '@ui/exports/export-buttons';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { RouteFocus } from '@ui/frame/route-focus';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { pageNumber } from '@ui/paging/page-number';
import { Pager } from '@ui/paging/pager';
import { countOf, sentence } from '@ui/words/count-of';
import { KeptFilters } from './kept-filters';
import { QueueFilterForm } from './queue-filter-form';
import { PARTS, queueAddressOf, type QueueFilters, queueFiltersOf, queueQueryOf } from './queue-filters';
import { QUEUE_PAGE_SIZE, QueueStore } from './queue-store';
import { QueueView } from './queue-view';
import { Selection } from './selection';

/** « Déclarations à instruire »: what partners transmitted and the Caf has not decided yet, part by part. */
@Component({
  selector: 'app-queue-page',
  imports: [
    RouterLink,
    ExportButtons,
    KeptFilters,
    Loading,
    Notice,
    PageHeader,
    UnavailablePage,
    Pager,
    QueueFilterForm,
    QueueView,
    Selection,
  ],
  templateUrl: './queue-page.html',
  styleUrl: './queue-page.scss',
})
export class QueuePage {
  protected readonly store = inject(QueueStore);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly me = inject(CurrentUser);
  private readonly focus = inject(FocusSoon);
  private readonly title = inject(RouteFocus);
  private readonly address = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  protected readonly parts = PARTS;
  protected readonly pageSize = QUEUE_PAGE_SIZE;
  protected readonly filters = computed(() => queueFiltersOf(this.address()));
  protected readonly query = computed(() => ({
    ...queueQueryOf(this.filters()),
    page: pageNumber(this.address().get('page') ?? undefined),
  }));
  /** The criteria of the list; the file is the oldest first, whatever the order on screen. */
  protected readonly exported = computed(() => {
    const { sort: _sort, ...criteria } = queueQueryOf(this.filters());
    return criteria;
  });
  /** The criteria of the address, as a filter is kept. */
  protected readonly written = computed(() => new URLSearchParams(given(this.filters())).toString());
  protected readonly selected = signal<ReadonlySet<string>>(new Set());
  protected readonly chosen = computed(() =>
    this.store.items().filter(({ declarationId }) => this.selected().has(declarationId)),
  );
  protected readonly refused = signal<readonly string[]>([]);
  protected readonly myId = computed(() => this.me.me().id);

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => {
        this.selected.set(new Set());
        this.refused.set([]);
        void this.store.load(query);
      });
    });
  }

  protected go(filters: QueueFilters): void {
    void this.router.navigate([], { queryParams: given(filters) });
  }

  protected exportedWords(total: number): string {
    return total === 1 ? 'la déclaration affichée' : `les ${countOf(total, 'déclaration', 'déclarations')} de la liste`;
  }

  protected partLink(part: string): Record<string, string> {
    return given({ ...this.filters(), part });
  }

  protected async assign(assignee: string | null): Promise<void> {
    const chosen = this.chosen();
    this.refused.set([]);
    const refused = await this.store.assign(chosen, assignee);
    const done = chosen.length - refused.length;
    this.selected.set(new Set());
    this.refused.set(refused);
    // The button pressed goes with the choice: the focus stays beside the rows.
    if (this.store.items().length > 0) this.focus.on('choix');
    else this.title.arrive();
    if (done === 0) return;
    const name = this.store.agents().find(({ id }) => id === assignee)?.name;
    const what = `${sentence(countOf(done, 'déclaration', 'déclarations'))} `;
    const act = assignee === null ? (done > 1 ? 'libérées' : 'libérée') : done > 1 ? 'attribuées' : 'attribuée';
    this.messages.tell({ tone: 'done', text: `${what}${act}${name ? ` à ${name}` : ''}.` });
  }

  protected validate(): void {
    const ids = this.chosen().map(({ declarationId }) => declarationId);
    void this.router.navigate(['/a-instruire/valider'], { queryParams: { declarations: ids.join(',') } });
  }
}

function given(filters: QueueFilters): Record<string, string> {
  return Object.fromEntries(Object.entries(queueAddressOf(filters)).filter(([, value]) => value !== ''));
}
