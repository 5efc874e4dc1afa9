import { Component, computed, input } from '@angular/core';
import { Icon, type IconName } from '@ui/icon/icon';

export type NoticeTone = 'info' | 'done' | 'explain' | 'refused' | 'locked' | 'offline';

const DRAWING: Readonly<Record<NoticeTone, IconName>> = {
  info: 'info',
  done: 'check',
  explain: 'warning',
  refused: 'blocked',
  locked: 'lock',
  offline: 'offline',
};

/** A sentence that concerns the page, where one reads it; it does not float and does not go away by itself. */
@Component({
  selector: 'ui-notice',
  imports: [Icon],
  template: `
    <ui-icon [name]="drawing()" />
    <div class="text">
      @if (heading()) {
        <p class="heading">{{ heading() }}</p>
      }
      <ng-content />
    </div>
  `,
  host: { '[class]': 'tone()' },
  styles: `
    :host {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: var(--space-3);
      padding: var(--space-3) var(--space-4);
      border-inline-start: 4px solid var(--tone);
      background: var(--tint);
      border-radius: var(--radius-cell);
      --tone: var(--info);
      --tint: var(--info-tint);
    }
    ui-icon {
      color: var(--tone);
      margin-block-start: 0.125rem;
    }
    .text {
      min-inline-size: 0;
      display: flex;
      flex-direction: column;
      gap: var(--space-2);
      align-items: flex-start;
    }
    .heading {
      font-weight: 650;
      color: var(--tone);
    }
    :host(.done) {
      --tone: var(--done);
      --tint: var(--done-tint);
    }
    :host(.explain),
    :host(.offline) {
      --tone: var(--explain);
      --tint: var(--explain-tint);
    }
    :host(.refused) {
      --tone: var(--refused);
      --tint: var(--refused-tint);
    }
    :host(.locked) {
      --tone: var(--locked);
      --tint: var(--locked-tint);
    }
    @media (forced-colors: active), print {
      :host {
        border: 1px solid;
        border-inline-start-width: 4px;
      }
    }
  `,
})
export class Notice {
  readonly tone = input<NoticeTone>('info');
  readonly heading = input<string>();
  protected readonly drawing = computed(() => DRAWING[this.tone()]);
}
