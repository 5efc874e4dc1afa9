import { Component, computed, input } from '@angular/core';
import { Icon, type IconName } from '@ui/icon/icon';

/** What a state means for the person reading it; each tone has its own drawing, never only a colour. */
export type Tone = 'todo' | 'progress' | 'explain' | 'done' | 'locked' | 'refused' | 'info' | 'muted';

const DRAWING: Readonly<Record<Tone, IconName>> = {
  todo: 'pencil',
  progress: 'pencil',
  explain: 'warning',
  done: 'check',
  locked: 'lock',
  refused: 'blocked',
  info: 'info',
  muted: 'dash',
};

/** A drawing and a word: `<ui-status-chip tone="locked">Verrouillée</ui-status-chip>`. */
@Component({
  selector: 'ui-status-chip',
  imports: [Icon],
  template: `<ui-icon [name]="drawing()" /><span><ng-content /></span>`,
  host: { '[class]': 'tone()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: flex-start;
      gap: var(--space-1);
      padding: 0.125rem 0.5rem 0.125rem 0.375rem;
      border-radius: var(--radius);
      font-size: 0.875rem;
      line-height: 1.25rem;
      font-weight: 600;
      color: var(--text-secondary);
      background: var(--sunken);
    }
    ui-icon {
      margin-block-start: 0.06rem;
    }
    :host(.todo),
    :host(.progress) {
      color: var(--action);
      background: var(--action-tint);
    }
    :host(.explain) {
      color: var(--explain);
      background: var(--explain-tint);
    }
    :host(.done) {
      color: var(--done);
      background: var(--done-tint);
    }
    :host(.locked) {
      color: var(--locked);
      background: var(--locked-tint);
    }
    :host(.refused) {
      color: var(--refused);
      background: var(--refused-tint);
    }
    :host(.info) {
      color: var(--info);
      background: var(--info-tint);
    }
    @media (forced-colors: active), print {
      :host {
        border: 1px solid;
      }
    }
  `,
})
export class StatusChip {
  readonly tone = input<Tone>('muted');
  protected readonly drawing = computed(() => DRAWING[this.tone()]);
}
