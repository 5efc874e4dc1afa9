import { Component, computed, inject, signal } from '@angular/core';
import type { ParamMap } from '@angular/router';
import { RouterLink } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { refusalOf } from '@api/http/refusal';
import { NotificationsApi } from '@api/notifications/notifications-api';
import type { NoticeItem, Unread } from '@api/notifications/notifications.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { PersonNews } from '@ui/session/person-news';
import { StatusChip } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';
import { NoticeCount } from './notice-count';

interface Criteria {
  readonly unread: boolean;
}

/** « Notifications »: what the person was told, newest first. The address keeps the filter: `?lues=non`. */
@Component({
  selector: 'ui-notices-page',
  imports: [
    RouterLink,
    MatButton,
    Busy,
    FrenchDatePipe,
    Loading,
    Notice,
    PageHeader,
    Pager,
    StatusChip,
    UnavailablePage,
  ],
  templateUrl: './notices-page.html',
  styleUrl: './notices-page.scss',
})
export class NoticesPage {
  private readonly api = inject(NotificationsApi);
  private readonly count = inject(NoticeCount);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);

  protected readonly search = new AddressSearch<Criteria, NoticeItem>({
    criteriaOf: (address: ParamMap) => ({ unread: address.get('lues') === 'non' }),
    addressOf: ({ unread }) => ({ lues: unread ? 'non' : '' }),
    ask: async ({ unread }, page) => {
      const found = await this.api.notices({ ...(unread ? { unread: 'oui' as const } : {}), page });
      this.count.known(found);
      return found;
    },
    countWords: (total) => countOf(total, 'notification', 'notifications', 'aucune'),
  });
  protected readonly unread = computed(() => this.count.unread() ?? 0);
  protected readonly busy = signal<string | null>(null);

  constructor() {
    inject(PersonNews).onNotices(() => void this.search.search());
  }

  protected more({ more }: NoticeItem): string {
    return `et ${countOf(more, 'autre', 'autres')}`;
  }

  protected async markRead(item: NoticeItem): Promise<void> {
    await this.act(item.id, () => this.api.markRead(item.id));
    this.focus.on(`notification-${item.id}`);
  }

  /** Going where a notice leads is having read it; the page that opens does not wait for it. */
  protected followed(item: NoticeItem): void {
    if (!item.read) void this.act(item.id, () => this.api.markRead(item.id), false);
  }

  protected async markAll(): Promise<void> {
    const done = await this.act('all', () => this.api.markAllRead());
    if (done) this.messages.tell({ tone: 'done', text: 'Toutes vos notifications sont lues.' });
  }

  private async act(key: string, work: () => Promise<Unread>, again = true): Promise<boolean> {
    this.busy.set(key);
    try {
      this.count.known(await work());
      if (again) await this.search.search();
      return true;
    } catch (error) {
      this.messages.tell({ tone: 'refused', text: refusalOf(error).message });
      return false;
    } finally {
      this.busy.set(null);
    }
  }
}
