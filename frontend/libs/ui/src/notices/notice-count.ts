import { inject, Injectable, signal } from '@angular/core';
import { NotificationsApi } from '@api/notifications/notifications-api';
import { PersonNews } from '@ui/session/person-news';

/** How many notices the person has not read: read once, then each time the live stream says that it changed. */
@Injectable({ providedIn: 'root' })
export class NoticeCount {
  private readonly api = inject(NotificationsApi);
  private turn = 0;

  /** Null until it is known, and while it cannot be had: the bell is then without a number. */
  readonly unread = signal<number | null>(null);

  constructor() {
    inject(PersonNews).onNotices(() => void this.load());
    void this.load();
  }

  /** What an act on the notices answered. */
  known({ unread }: { readonly unread: number }): void {
    this.turn += 1;
    this.unread.set(unread);
  }

  private async load(): Promise<void> {
    const turn = ++this.turn;
    // The bell is no reason to interrupt anybody: its page says what is wrong.
    const found = await this.api.unread().catch(() => null);
    if (turn === this.turn) this.unread.set(found?.unread ?? null);
  }
}
