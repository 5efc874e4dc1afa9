import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon } from '@ui/icon/icon';
import { countOf } from '@ui/words/count-of';
import { NoticeCount } from './notice-count';

const MOST_SHOWN = 99;

/** The way to the notices, with how many are not read. */
@Component({
  selector: 'ui-notice-bell',
  imports: [RouterLink, RouterLinkActive, Icon],
  template: `
    <a
      class="bell"
      routerLink="/notifications"
      routerLinkActive="here"
      ariaCurrentWhenActive="page"
      [attr.aria-label]="label()"
    >
      <ui-icon name="bell" />
      @if (shown(); as number) {
        <span class="number">{{ number }}</span>
      }
    </a>
  `,
  styles: `
    .bell {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      min-inline-size: 2.25rem;
      min-block-size: var(--target);
      border-radius: var(--radius);
      color: var(--text);
      text-decoration: none;
      &:hover,
      &.here {
        background: var(--action-tint);
      }
    }
    .number {
      /* In the line: a long number pushes its neighbour instead of covering it. */
      align-self: flex-start;
      margin: 0.125rem 0 0 -0.5rem;
      min-inline-size: 1.25rem;
      padding-inline: 0.25rem;
      border-radius: 0.625rem;
      background: var(--action);
      color: var(--on-action);
      font-size: 0.75rem;
      font-weight: 700;
      line-height: 1.25rem;
      text-align: center;
    }
  `,
})
export class NoticeBell {
  private readonly count = inject(NoticeCount);
  protected readonly shown = computed(() => {
    const unread = this.count.unread() ?? 0;
    return unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread || null;
  });
  protected readonly label = computed(() => {
    const unread = this.count.unread();
    return unread === null ? 'Notifications' : `Notifications, ${countOf(unread, 'non lue', 'non lues', 'aucune')}`;
  });
}
