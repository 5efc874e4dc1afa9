import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { pageNumber } from '@ui/paging/page-number';
import { Pager } from '@ui/paging/pager';
import { QUEUE_PAGE_SIZE, QueueStore } from './queue-store';
import { QueueView } from './queue-view';

/** « Déclarations à instruire »: what partners transmitted and the Caf has not decided yet. */
@Component({
  selector: 'app-queue-page',
  imports: [Loading, PageHeader, UnavailablePage, Pager, QueueView],
  template: `
    @if (store.refusal(); as refused) {
      <ui-unavailable-page [reason]="refused.message" (retry)="store.load(number())" />
    } @else {
      <ui-page-header heading="Déclarations à instruire" />
      @if (store.loaded(); as queue) {
        @if (queue.items.length > 0 || queue.total === 0) {
          <app-queue-view [items]="queue.items" [total]="queue.total" />
        }
        <ui-pager [page]="queue.page" [total]="queue.total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Chargement des déclarations à instruire…" />
      }
    }
  `,
})
export class QueuePage {
  /** `?page=`. */
  readonly page = input<string>();
  protected readonly store = inject(QueueStore);
  protected readonly number = computed(() => pageNumber(this.page()));
  protected readonly pageSize = QUEUE_PAGE_SIZE;

  constructor() {
    effect(() => {
      const page = this.number();
      untracked(() => void this.store.load(page));
    });
  }
}
