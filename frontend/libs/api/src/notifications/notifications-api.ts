import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type {
  MailItem,
  MailPage,
  MailQuery,
  MessageKind,
  MessagePreferences,
  NoticePage,
  NoticeQuery,
  Unread,
} from '@api/notifications/notifications.types';

const ROOT = '/api/notifications';

/** What a person is told, what they do not want by mail, and the mails that administrators follow. */
@Injectable({ providedIn: 'root' })
export class NotificationsApi {
  private readonly client = inject(ApiClient);

  notices(query: NoticeQuery): Promise<NoticePage> {
    return this.client.read(`${ROOT}/notices`, { ...query });
  }

  unread(): Promise<Unread> {
    return this.client.read(`${ROOT}/unread`);
  }

  markRead(id: string): Promise<Unread> {
    return this.client.write('POST', `${ROOT}/notices/${encodeURIComponent(id)}/read`);
  }

  markAllRead(): Promise<Unread> {
    return this.client.write('POST', `${ROOT}/read`);
  }

  preferences(): Promise<MessagePreferences> {
    return this.client.read(`${ROOT}/preferences`);
  }

  choose(muted: readonly MessageKind[], revision: number): Promise<MessagePreferences> {
    return this.client.write('PUT', `${ROOT}/preferences`, { muted }, { revision });
  }

  mails(query: MailQuery): Promise<MailPage> {
    return this.client.read(`${ROOT}/mails`, { ...query });
  }

  /** Puts a mail that failed back in the queue. */
  sendAgain({ id, revision }: MailItem): Promise<MailPage> {
    return this.client.write('POST', `${ROOT}/mails/${encodeURIComponent(id)}/attempt`, undefined, { revision });
  }
}
