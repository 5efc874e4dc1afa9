import type { operations } from '@api/generated/notifications';
import type { Answer, QueryOf } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document.

export type NoticePage = Answer<operations['listNotices']>;
export type NoticeItem = NoticePage['items'][number];
export type NoticeQuery = QueryOf<operations['listNotices']>;
export type Unread = Answer<operations['countUnreadNotices']>;
export type MessagePreferences = Answer<operations['readMessagePreferences']>;
export type MessageChoice = MessagePreferences['choices'][number];
export type MessageKind = MessageChoice['kind'];
export type MailPage = Answer<operations['listMails']>;
export type MailItem = MailPage['items'][number];
export type MailState = MailItem['state'];
export type MailQuery = QueryOf<operations['listMails']>;
