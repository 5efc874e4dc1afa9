import { countOf } from '@ui/words/count-of';

/** « Messages », « Messages (2 non lus) ». */
export function messagesOf(unread: number): string {
  return unread === 0 ? 'Messages' : `Messages (${countOf(unread, 'non lu', 'non lus')})`;
}
